package dev.interlock.equivalence;

import java.util.Arrays;

/**
 * Texts that are one but for a word: no list of opposites or names holds every word, so a single
 * word changed, added or left out is refused unless it is a known synonym; and so are words in
 * exchanged places.
 */
final class WordingRule implements Rule {
  private static final int CLOSE = 2;
  private static final int SHORT = 4;
  private static final int PHRASE = 3;
  private static final long AND = link("and");
  private static final long OR = link("or");

  private static long link(String word) {
    return -(Facts.hash(word) & Long.MAX_VALUE);
  }

  /** Reads nothing: the words in their order are kept anyway. */
  @Override
  public void read(Reading text, Notes notes) {}

  @Override
  public boolean refuses(Wording a, Wording b) {
    long[] mine = content(a.items());
    long[] yours = content(b.items());
    long[] more = without(mine, yours);
    long[] less = without(yours, mine);
    if (more.length == 0 && less.length == 0) {
      return directions(a.items(), b.items()) || exchanged(a, b, mine, yours);
    }
    more = Arrays.stream(more).distinct().toArray();
    less = Arrays.stream(less).distinct().toArray();
    if (more.length > 1 || less.length > 1) {
      return false;
    }
    return more.length != less.length || !Synonyms.same(more[0], less[0]);
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

  /** The same words, but "from" in one and "to" in the other. */
  private static boolean directions(long[] a, long[] b) {
    return directed(without(a, b)) && directed(without(b, a));
  }

  private static boolean directed(long[] items) {
    for (long item : items) {
      if (FunctionWords.directed(-item)) {
        return true;
      }
    }
    return false;
  }

  /** The same words in an order that no moved phrase explains. */
  private static boolean exchanged(Wording a, Wording b, long[] mine, long[] yours) {
    if (Arrays.equals(mine, yours)) {
      return false;
    }
    boolean links =
        without(a.items(), b.items()).length + without(b.items(), a.items()).length == 0;
    long[] one = links ? a.items() : mine;
    long[] other = links ? b.items() : yours;
    int from = 0;
    while (one[from] == other[from]) {
      from++;
    }
    int cut = 0;
    while (one[one.length - 1 - cut] == other[other.length - 1 - cut]) {
      cut++;
    }
    long[] part = Arrays.copyOfRange(one, from, one.length - cut);
    long[] theirs = Arrays.copyOfRange(other, from, other.length - cut);
    if (part.length == 3 && joined(part[1]) && part[1] == theirs[1] && a.numbers().size() < 2) {
      return false;
    }
    return swapped(part, theirs) || (mine.length <= SHORT && !rotated(part, theirs));
  }

  /** Whether two phrases changed places around what stays, or two neighbours did. */
  private static boolean swapped(long[] a, long[] b) {
    int n = a.length;
    if (n == 2) {
      return true;
    }
    for (int first = 1; first <= Math.min(PHRASE, n - 2); first++) {
      for (int second = 1; second <= Math.min(PHRASE, n - first - 1); second++) {
        int stays = n - first - second;
        boolean same =
            Arrays.equals(a, 0, first, b, n - first, n)
                && Arrays.equals(a, n - second, n, b, 0, second)
                && Arrays.equals(a, first, first + stays, b, second, second + stays);
        if (same) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean joined(long item) {
    return item == AND || item == OR;
  }

  /** Whether a phrase moved from one end to the other: "in Java, how do I sort". */
  private static boolean rotated(long[] a, long[] b) {
    for (int shift = 1; shift < a.length; shift++) {
      boolean same = true;
      for (int i = 0; i < a.length && same; i++) {
        same = a[i] == b[(i + shift) % a.length];
      }
      if (same) {
        boolean phrases = a[0] < 0 && a[shift] < 0;
        return a.length > 2 && (phrases || !directed(a));
      }
    }
    return false;
  }
}
