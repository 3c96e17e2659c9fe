package dev.interlock.envoy.gateway;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a tree says; where it does not, that is an error. */
final class Fields {
  private Fields() {}

  static Map<?, ?> map(@Nullable Object of, String key) {
    return (Map<?, ?>) get(of, key);
  }

  static List<?> list(@Nullable Object of, String key) {
    return (List<?>) get(of, key);
  }

  static String text(@Nullable Object of, String key) {
    return String.valueOf(get(of, key));
  }

  private static Object get(@Nullable Object of, String key) {
    return requireNonNull(((Map<?, ?>) requireNonNull(of, key)).get(key), key);
  }
}
