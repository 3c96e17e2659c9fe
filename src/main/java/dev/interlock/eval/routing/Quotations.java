package dev.interlock.eval.routing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells texts that quote each other: one is the other, or holds it whole, as a question with an
 * instruction before or behind it does. What is shorter than {@value #LEAST} characters is told
 * only where it is the same. Immutable; any thread.
 */
final class Quotations {
  private static final int LEAST = 40;

  private final Set<String> texts;

  /** How each of the texts begins. */
  private final Set<String> beginnings = new HashSet<>();

  /** Every run of {@value #LEAST} characters of the texts, by its hash. */
  private final Set<Integer> runs = new HashSet<>();

  /**
   * @param normalized letters and digits of each text
   */
  Quotations(List<String> normalized) {
    texts = Set.copyOf(normalized);
    for (String text : texts) {
      if (text.length() >= LEAST) {
        beginnings.add(text.substring(0, LEAST));
        for (int at = 0; at + LEAST <= text.length(); at++) {
          runs.add(text.substring(at, at + LEAST).hashCode());
        }
      }
    }
  }

  /** Whether {@code other} begins within one of the texts, or one of them begins within it. */
  boolean overlaps(String other) {
    if (texts.contains(other)) {
      return true;
    }
    if (other.length() < LEAST) {
      return false;
    }
    if (runs.contains(other.substring(0, LEAST).hashCode())) {
      return true;
    }
    for (int at = 1; at + LEAST <= other.length(); at++) {
      if (beginnings.contains(other.substring(at, at + LEAST))) {
        return true;
      }
    }
    return false;
  }
}
