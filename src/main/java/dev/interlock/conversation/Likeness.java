package dev.interlock.conversation;

import java.util.Arrays;
import java.util.Optional;

/**
 * A sketch of a text's n-grams, by which nearly the same text is known again: of each of {@value
 * #CELLS} parts of them the smallest keyed hash (one-permutation MinHash), a byte of it. The text
 * cannot be had from it. Immutable.
 */
public final class Likeness {
  private static final int CELLS = 32;

  /** Fewer n-grams than this are no sentence: whoever says "yes" twice asks nothing again. */
  private static final int FEWEST = 24;

  /** Share of cells from which on texts are nearly the same; about that of common n-grams. */
  private static final double NEARLY = 0.5;

  /** Of the cell that no n-gram fell into. */
  private static final byte EMPTY = (byte) (Long.MAX_VALUE >>> 8);

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final byte[] cells;

  private Likeness(byte[] cells) {
    this.cells = cells;
  }

  /**
   * Of the n-grams with the hashes {@code ngrams}, the first {@code size} of the array.
   *
   * @param key by which they are mixed: two sketches are compared only if theirs is the same
   * @return empty: they are too few to tell
   */
  public static Optional<Likeness> of(int[] ngrams, int size, long key) {
    if (size < FEWEST) {
      return Optional.empty();
    }
    long[] least = new long[CELLS];
    Arrays.fill(least, Long.MAX_VALUE);
    for (int i = 0; i < size; i++) {
      long mixed = mix(ngrams[i] ^ key);
      int cell = (int) (mixed >>> 59);
      least[cell] = Math.min(least[cell], mixed & Long.MAX_VALUE);
    }
    byte[] cells = new byte[CELLS];
    for (int i = 0; i < CELLS; i++) {
      cells[i] = (byte) (least[i] >>> 8);
    }
    return Optional.of(new Likeness(cells));
  }

  private static long mix(long value) {
    long mixed = value * MULTIPLIER;
    mixed = (mixed ^ (mixed >>> 32)) * MULTIPLIER;
    return mixed ^ (mixed >>> 29);
  }

  /** Whether the texts are nearly the same. */
  public boolean isNearly(Likeness other) {
    int same = 0;
    int used = 0;
    for (int i = 0; i < CELLS; i++) {
      // Cells that neither fills say nothing.
      if (cells[i] != EMPTY || other.cells[i] != EMPTY) {
        used++;
        same += cells[i] == other.cells[i] ? 1 : 0;
      }
    }
    return same >= NEARLY * used;
  }

  /** It says something of a text, which is nobody's business in a log. */
  @Override
  public String toString() {
    return "Likeness[]";
  }
}
