package dev.interlock.dialect;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The keys we understand in one kind of JSON object; at most 64. */
final class Keys {
  /** What a key is to an object that has had others before it. */
  enum Standing {
    UNDERSTOOD,
    UNKNOWN,
    REPEATED,
    /** Differs from an understood key by letter case only; some parsers take it for that key. */
    LOOKALIKE
  }

  private final Map<String, Integer> indices;

  private Keys(Map<String, Integer> indices) {
    this.indices = indices;
  }

  static Keys of(String... names) {
    var indices = HashMap.<String, Integer>newHashMap(names.length);
    for (String name : names) {
      indices.put(name, indices.size());
    }
    if (indices.size() != names.length || names.length > Long.SIZE) {
      throw new IllegalArgumentException(
          "names: %d (expected: distinct, at most 64)".formatted(names.length));
    }
    return new Keys(indices);
  }

  /** A fresh record of which of these keys one object has had. */
  Seen fresh() {
    return new Seen();
  }

  /** Which of the keys one object has had so far. */
  final class Seen {
    private long seen;

    /** Notes that the object has {@code key}. */
    Standing note(String key) {
      Integer index = indices.get(key);
      if (index == null) {
        return isLookalike(key) ? Standing.LOOKALIKE : Standing.UNKNOWN;
      }
      long bit = 1L << index;
      boolean repeated = (seen & bit) != 0;
      seen |= bit;
      return repeated ? Standing.REPEATED : Standing.UNDERSTOOD;
    }

    /** Whether the object has had {@code key}. */
    boolean has(String key) {
      Integer index = indices.get(key);
      return index != null && (seen & (1L << index)) != 0;
    }
  }

  private boolean isLookalike(String key) {
    if (isLowerAscii(key)) {
      return false;
    }
    // Up, then down: that also folds the long s and the Kelvin sign, as Unicode's simple folding.
    return indices.containsKey(key.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
  }

  private static boolean isLowerAscii(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }
}
