package dev.interlock.policy;

import java.util.List;
import java.util.Optional;

/** Finds what was probably meant. */
final class Spelling {
  private Spelling() {}

  /**
   * The known name nearest to {@code name}, if it is near enough to be meant. A name given without
   * its root ({@code difficulty} for {@code signals.difficulty}) is near.
   */
  static Optional<String> nearest(String name, List<String> known) {
    for (String candidate : known) {
      if (candidate.endsWith("." + name)) {
        return Optional.of(candidate);
      }
    }
    String best = "";
    int least = Math.max(1, name.length() / 4) + 1;
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
