package dev.interlock.signal;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Signals by name, in order, as a map. Immutable; any thread. */
final class SignalMap extends AbstractMap<String, SignalValue> {
  private final String[] names;
  private final SignalValue[] values;

  /** Neither is copied, nor to be changed. */
  SignalMap(String[] names, SignalValue[] values) {
    this.names = names;
    this.values = values;
  }

  /** The value of {@code name} among {@code values}; null if there is none. */
  static @Nullable SignalValue get(String[] names, SignalValue[] values, @Nullable Object name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }

  @Override
  public @Nullable SignalValue get(@Nullable Object name) {
    return get(names, values, name);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return get(name) != null;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public Set<Map.Entry<String, SignalValue>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, SignalValue>> iterator() {
        return IntStream.range(0, names.length)
            .mapToObj(i -> Map.entry(names[i], values[i]))
            .iterator();
      }

      @Override
      public int size() {
        return names.length;
      }
    };
  }
}
