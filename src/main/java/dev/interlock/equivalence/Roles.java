package dev.interlock.equivalence;

import java.util.Arrays;

/**
 * Things of one sort in the order of a text, each with the preposition before it and the word after
 * it: by these, "3 apples and 5 pears" is told from "5 apples and 3 pears", and "from Paris to
 * Rome" from "from Rome to Paris". Immutable; any thread.
 */
final class Roles {
  private static final int WIDTH = 3;
  private static final int FEW = 2;

  /** Of more things only the very same order is taken for the same: each is held against each. */
  private static final int MANY = 32;

  private static final long BY = Facts.hash("by");

  private final long[] cells;

  /**
   * @param cells value, word before and word after (0 where there is none), again and again
   */
  Roles(long[] cells) {
    this.cells = cells;
  }

  long[] cells() {
    return cells;
  }

  int size() {
    return cells.length / WIDTH;
  }

  int bytes() {
    return 16 + Long.BYTES * cells.length;
  }

  /**
   * Whether the same things play other parts: they come in another order, and what surrounds them
   * does not explain it; or their surroundings are exchanged. False where the things differ.
   *
   * @param close whether the texts say little else that differs; of many things in texts that are
   *     put in other words the order alone says nothing
   */
  boolean exchanged(Roles other, boolean close) {
    if (size() < 2 || other.size() < 2 || !Arrays.equals(values(), other.values())) {
      return false;
    }
    if (size() > MANY) {
      return !Arrays.equals(cells, other.cells);
    }
    if (crossed(1, other)
        || crossed(2, other)
        || other.crossed(1, this)
        || other.crossed(2, this)) {
      return true;
    }
    boolean order = sameOrder(other);
    if (size() == 2 && passive() != other.passive()) {
      return order;
    }
    return !order && !explained(other) && (close || size() <= FEW);
  }

  /** Whether one of them does something by being named last: "was bought by". */
  private boolean passive() {
    for (int i = 0; i < cells.length; i += WIDTH) {
      if (cells[i + 1] == BY) {
        return true;
      }
    }
    return false;
  }

  private long[] values() {
    long[] values = new long[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = cells[WIDTH * i];
    }
    Arrays.sort(values);
    return values;
  }

  private boolean sameOrder(Roles other) {
    for (int i = 0; i < cells.length; i += WIDTH) {
      if (cells[i] != other.cells[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether what surrounds one thing here surrounds another there, and no longer this one. */
  private boolean crossed(int side, Roles other) {
    for (int i = 0; i < cells.length; i += WIDTH) {
      long around = cells[i + side];
      boolean says = around != 0 && (side == 2 || FunctionWords.directed(around & Long.MAX_VALUE));
      if (!says || other.pairs(cells[i], around, side) || !other.has(cells[i], side)) {
        continue;
      }
      for (int j = 0; j < other.cells.length; j += WIDTH) {
        if (other.cells[j] != cells[i]
            && other.cells[j + side] == around
            && !pairs(other.cells[j], around, side)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean pairs(long value, long around, int side) {
    for (int i = 0; i < cells.length; i += WIDTH) {
      if (cells[i] == value && cells[i + side] == around) {
        return true;
      }
    }
    return false;
  }

  private boolean has(long value, int side) {
    for (int i = 0; i < cells.length; i += WIDTH) {
      if (cells[i] == value && cells[i + side] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Every thing has the same surroundings in both, and at most one has none to be known by. */
  private boolean explained(Roles other) {
    int bare = 0;
    for (int i = 0; i < cells.length; i += WIDTH) {
      bare += cells[i + 1] == 0 && cells[i + 2] == 0 ? 1 : 0;
    }
    return bare <= 1 && Arrays.equals(surroundings(), other.surroundings());
  }

  private long[] surroundings() {
    long[] all = new long[size()];
    for (int i = 0; i < all.length; i++) {
      long h = cells[WIDTH * i] * 31 + cells[WIDTH * i + 1];
      all[i] = h * 31 + cells[WIDTH * i + 2];
    }
    Arrays.sort(all);
    return all;
  }
}
