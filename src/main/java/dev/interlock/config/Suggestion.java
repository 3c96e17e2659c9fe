package dev.interlock.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was probably meant by a name that is not known. */
public final class Suggestion {
  private static final int MOST_LISTED = 12;

  private Suggestion() {}

  /** The known word within a third of the letters of {@code word}, if there is one. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    int reach = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= reach)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** {@code one of a, b, c}, cut short when there are many. */
  public static String oneOf(Collection<String> known) {
    if (known.isEmpty()) {
      return "none are declared";
    }
    String listed =
        known.stream().limit(MOST_LISTED).collect(Collectors.joining(", ", "one of ", ""));
    return known.size() > MOST_LISTED ? listed + ", …" : listed;
  }

  /**
   * Edits that turn one word into the other, a swap of neighbours counting as one, case and the
   * difference of hyphen and underscore as none (optimal string alignment).
   */
  static int distance(String first, String second) {
    String a = fold(first);
    String b = fold(second);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
