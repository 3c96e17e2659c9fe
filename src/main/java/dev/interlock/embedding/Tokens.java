package dev.interlock.embedding;

import java.util.Arrays;

/** Token ids of a text, without markers. The array may be longer than the text: do not modify. */
public final class Tokens {
  private final int[] ids;
  private final int size;

  Tokens(int[] ids, int size) {
    this.ids = ids;
    this.size = size;
  }

  public int size() {
    return size;
  }

  int[] ids() {
    return ids;
  }

  /** These tokens and then {@code more}. */
  Tokens plus(Tokens more) {
    int[] joined = Arrays.copyOf(ids, size + more.size);
    System.arraycopy(more.ids, 0, joined, size, more.size);
    return new Tokens(joined, joined.length);
  }

  /** A copy of the ids. */
  public int[] toArray() {
    return Arrays.copyOf(ids, size);
  }

  /**
   * The ids a transformer is given: {@code first}, at most {@code head} tokens from the start and
   * {@code tail} from the end, {@code last}. A text that fits is given whole.
   */
  public int[] window(int head, int tail, int first, int last) {
    int kept = Math.min(size, head + tail);
    int fromHead = kept == size ? size : head;
    int[] window = new int[kept + 2];
    window[0] = first;
    System.arraycopy(ids, 0, window, 1, fromHead);
    System.arraycopy(ids, size - (kept - fromHead), window, 1 + fromHead, kept - fromHead);
    window[kept + 1] = last;
    return window;
  }
}
