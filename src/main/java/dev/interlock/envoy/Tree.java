package dev.interlock.envoy;

import dev.interlock.config.Address;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Builds YAML mappings that keep the order they are written in. */
public final class Tree {
  private static final String TYPES = "type.googleapis.com/envoy.";

  private Tree() {}

  /** A mapping of keys and values in turn; an empty {@link Optional} drops its key. */
  public static Map<String, Object> map(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      String key = (String) keysAndValues[i];
      switch (keysAndValues[i + 1]) {
        case Optional<?> optional -> optional.ifPresent(value -> map.put(key, value));
        case Duration duration -> map.put(key, seconds(duration));
        case Object value -> map.put(key, value);
      }
    }
    return Collections.unmodifiableMap(map);
  }

  /** The keys of {@code first}, then those of {@code second}. */
  public static Map<String, Object> join(Map<String, Object> first, Map<String, Object> second) {
    var map = new LinkedHashMap<>(first);
    map.putAll(second);
    return Collections.unmodifiableMap(map);
  }

  /** A protobuf {@code Any} of the message {@code type}, whose {@code envoy.} is left out. */
  public static Map<String, Object> any(String type, Object... keysAndValues) {
    return join(map("@type", TYPES + type), map(keysAndValues));
  }

  /** A named extension, such as a filter. */
  public static Map<String, Object> extension(String name, Map<String, Object> config) {
    return map("name", name, "typed_config", config);
  }

  static Map<String, Object> address(Address address) {
    return switch (address) {
      case Address.Unix(String path) -> map("pipe", map("path", path));
      case Address.Tcp(String host, int port) ->
          map("socket_address", map("address", host, "port_value", port));
    };
  }

  private static String seconds(Duration duration) {
    long seconds = duration.toSeconds();
    int nanos = duration.toNanosPart();
    return nanos == 0
        ? seconds + "s"
        : String.format(Locale.ROOT, "%d.%09d", seconds, nanos).replaceAll("0+$", "") + "s";
  }
}
