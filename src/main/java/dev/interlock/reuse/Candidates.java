package dev.interlock.reuse;

/** The rows whose sketches differ least from one, kept in passing. One thread. */
final class Candidates {
  private final int wanted;
  private final int[] rows;
  private final int[] distances;
  private final int[] scratch = new int[RowBlock.MOST];
  private int size;
  private int farthest = VectorCode.DIMENSIONS;

  /** None yet, of at most {@code wanted}. */
  Candidates(int wanted) {
    this.wanted = wanted;
    this.rows = new int[4 * wanted];
    this.distances = new int[4 * wanted];
  }

  /** Room for the distances of a block. */
  int[] scratch() {
    return scratch;
  }

  /** The largest distance at which a row may still be among them. */
  int farthest() {
    return farthest;
  }

  /** Adds a row no farther than that, and says what is the largest distance now. */
  int add(int row, int distance) {
    rows[size] = row;
    distances[size] = distance;
    size++;
    if (size == rows.length) {
      shrink();
      // One that is as far as the last of those kept comes too late.
      farthest--;
    }
    return farthest;
  }

  /** Leaves the nearest. */
  void shrink() {
    if (size <= wanted) {
      return;
    }
    int[] of = new int[VectorCode.DIMENSIONS + 1];
    for (int i = 0; i < size; i++) {
      of[distances[i]]++;
    }
    int limit = 0;
    int nearer = 0;
    while (nearer + of[limit] < wanted) {
      nearer += of[limit];
      limit++;
    }
    int atLimit = wanted - nearer;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      boolean keep = distances[i] < limit || (distances[i] == limit && atLimit-- > 0);
      if (keep) {
        rows[kept] = rows[i];
        distances[kept] = distances[i];
        kept++;
      }
    }
    size = kept;
    farthest = limit;
  }

  int size() {
    return size;
  }

  int row(int i) {
    return rows[i];
  }
}
