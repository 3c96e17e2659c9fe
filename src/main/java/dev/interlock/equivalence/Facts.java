package dev.interlock.equivalence;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * What a text states, guard by guard, as numbers: guard (4 bits), kind (4 bits), whether it may be
 * missing in the other text (1 bit), hash of the value (55 bits). One text, one thread.
 */
final class Facts {
  static final long HASH = (1L << 55) - 1;
  private static final long MAY_MISS = 1L << 55;

  private long[] facts = new long[16];
  private int size;

  /** A fact that the other text must state as well. */
  void must(Guard guard, int kind, String value) {
    add(fact(guard, kind, hash(value)));
  }

  /** A fact that the other text may be silent about, but not state another of its kind. */
  void may(Guard guard, int kind, String value) {
    add(fact(guard, kind, hash(value)) | MAY_MISS);
  }

  static long fact(Guard guard, int kind, long hash) {
    return (long) guard.slot() << 60 | (long) kind << 56 | (hash & HASH);
  }

  /** 64-bit FNV-1a with the finisher of MurmurHash3 (Appleby). */
  static long hash(String value) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < value.length(); i++) {
      h = (h ^ value.charAt(i)) * 0x100000001b3L;
    }
    h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
    h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
    return h ^ h >>> 33;
  }

  private void add(long fact) {
    if (size == facts.length) {
      facts = Arrays.copyOf(facts, 2 * size);
    }
    facts[size++] = fact;
  }

  /** Sorted, each once. */
  long[] sorted() {
    return Arrays.stream(facts, 0, size).sorted().distinct().toArray();
  }

  /**
   * Whether what {@code guard} reads differs: a fact of one that the other must state and does not,
   * or facts of a kind in both of which neither states the other's.
   */
  static boolean differ(Guard guard, long[] a, long[] b) {
    return misses(guard, a, b) || misses(guard, b, a) || contradict(guard, a, b);
  }

  /** Whether {@code other} lacks a fact that {@code facts} obliges it to. */
  private static boolean misses(Guard guard, long[] facts, long[] other) {
    for (int i = from(guard, facts); i < facts.length && guardOf(facts[i]) == guard.slot(); i++) {
      if ((facts[i] & MAY_MISS) == 0 && !has(other, facts[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean contradict(Guard guard, long[] a, long[] b) {
    int kinds = lacking(guard, a, b) & lacking(guard, b, a);
    return kinds != 0;
  }

  /** Bits of the kinds in which {@code other} lacks a fact of {@code facts}. */
  private static int lacking(Guard guard, long[] facts, long[] other) {
    int kinds = 0;
    for (int i = from(guard, facts); i < facts.length && guardOf(facts[i]) == guard.slot(); i++) {
      if (!has(other, facts[i])) {
        kinds |= 1 << (int) (facts[i] >>> 56 & 15);
      }
    }
    return kinds;
  }

  private static boolean has(long[] facts, long fact) {
    return Arrays.binarySearch(facts, fact & ~MAY_MISS) >= 0
        || Arrays.binarySearch(facts, fact | MAY_MISS) >= 0;
  }

  /** Whether a fact of {@code kind} about {@code value} is stated. */
  static boolean states(long[] facts, Guard guard, int kind, long hash) {
    return has(facts, fact(guard, kind, hash));
  }

  /** Whether all facts of {@code kind} pass; with {@code required}, those that may miss pass. */
  static boolean every(
      long[] facts, Guard guard, int kind, boolean required, LongPredicate passes) {
    for (int i = from(guard, facts); i < facts.length && guardOf(facts[i]) == guard.slot(); i++) {
      boolean asked = (facts[i] >>> 56 & 15) == kind && !(required && (facts[i] & MAY_MISS) != 0);
      if (asked && !passes.test(facts[i] & HASH)) {
        return false;
      }
    }
    return true;
  }

  private static int from(Guard guard, long[] facts) {
    long first = (long) guard.slot() << 60;
    int found = Arrays.binarySearch(facts, first);
    return found >= 0 ? found : -found - 1;
  }

  private static int guardOf(long fact) {
    return (int) (fact >>> 60 & 15);
  }
}
