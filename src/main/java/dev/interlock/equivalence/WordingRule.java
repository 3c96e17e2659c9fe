package dev.interlock.equivalence;

import java.util.Arrays;

/**
 * What one text says and the other does not: no list of opposites or names holds every word, so
 * that texts whose gists differ are refused, whatever it is that differs.
 */
final class WordingRule implements Rule {
  private static final int CLOSE = 2;

  /** Reads nothing: the gist is kept anyway. */
  @Override
  public void read(Reading text, Notes notes) {}

  @Override
  public boolean refuses(Wording a, Wording b) {
    return !a.sameGist(b);
  }

  /** Whether so few words differ that an order which differs must mean something. */
  static boolean close(Wording a, Wording b) {
    long[] mine = content(a.items());
    long[] yours = content(b.items());
    return without(mine, yours).length <= CLOSE && without(yours, mine).length <= CLOSE;
  }

  static long[] content(long[] items) {
    return Arrays.stream(items).filter(item -> item >= 0).toArray();
  }

  /** What is in {@code a} more often than in {@code b}. */
  static long[] without(long[] a, long[] b) {
    long[] one = a.clone();
    long[] other = b.clone();
    Arrays.sort(one);
    Arrays.sort(other);
    long[] rest = new long[one.length];
    int size = 0;
    int j = 0;
    for (long item : one) {
      while (j < other.length && other[j] < item) {
        j++;
      }
      if (j < other.length && other[j] == item) {
        j++;
      } else {
        rest[size++] = item;
      }
    }
    return Arrays.copyOf(rest, size);
  }
}
