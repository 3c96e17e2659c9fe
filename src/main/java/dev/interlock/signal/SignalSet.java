package dev.interlock.signal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All signals of one request by name, in the order they were computed; in arrays, as entries of the
 * cache have one each. Immutable.
 */
public final class SignalSet {
  private static final SignalValue MISSING = new SignalValue.Unavailable("not computed");

  private final String[] names;
  private final SignalValue[] values;

  private SignalSet(Map<String, SignalValue> values) {
    this.names = Alike.names(values.keySet().toArray(String[]::new));
    this.values = values.values().stream().map(Alike::value).toArray(SignalValue[]::new);
  }

  /** The value of {@code name}; {@link SignalValue.Unavailable} if nobody computed it. */
  public SignalValue get(String name) {
    SignalValue value = SignalMap.get(names, values, name);
    return value == null ? MISSING : value;
  }

  /** Every value by name, in order. */
  public Map<String, SignalValue> values() {
    return new SignalMap(names, values);
  }

  /** The label of {@code name}, or {@code otherwise} if there is none. */
  public String label(String name, String otherwise) {
    return get(name) instanceof SignalValue.Label label ? label.label() : otherwise;
  }

  /** The score of {@code name}, or {@code otherwise} if there is none. */
  public double score(String name, double otherwise) {
    return get(name) instanceof SignalValue.Score score ? score.value() : otherwise;
  }

  /** The count of {@code name}, or {@code otherwise} if there is none. */
  public long count(String name, long otherwise) {
    return get(name) instanceof SignalValue.Count count ? count.value() : otherwise;
  }

  /** Collects values. Not thread-safe. */
  public static final class Builder {
    private final Map<String, SignalValue> values = LinkedHashMap.newLinkedHashMap(24);

    public Builder put(String name, SignalValue value) {
      values.put(name, value);
      return this;
    }

    /** The value so far, for evaluators that build on others. */
    public SignalValue get(String name) {
      return values.getOrDefault(name, MISSING);
    }

    /** Whether {@code name} was put. */
    public boolean contains(String name) {
      return values.containsKey(name);
    }

    public SignalSet build() {
      return new SignalSet(values);
    }
  }
}
