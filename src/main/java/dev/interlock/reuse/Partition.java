package dev.interlock.reuse;

import java.util.Arrays;
import java.util.List;

/**
 * The vectors of one partition: blocks of rows, of which the first grows by doubling, so that a
 * partition of one entry takes a few hundred bytes. Rows that were taken away are filled anew; when
 * fewer than a quarter are left, all move together into smaller blocks. One writer at a time;
 * readers take a snapshot and never wait.
 */
final class Partition {
  /** Rows that are ranked by their codes, of those whose sketches are nearest. */
  static final int RANKED = 96;

  /** Object headers, the snapshot, and the place in the table of partitions. */
  private static final int OVERHEAD = 320;

  private static final int NONE_FREE = -1;

  /** Moves one entry to another row. */
  interface Moved {
    void to(long id, int row);
  }

  /** The rows before {@code end} of these blocks. */
  @SuppressWarnings("ArrayRecordComponent") // never changed, but for rows
  private record Snapshot(RowBlock[] blocks, int end) {
    int rows() {
      return blocks.length == 1 ? blocks[0].rows() : blocks.length * RowBlock.MOST;
    }
  }

  final PartitionKey key;

  private volatile Snapshot snapshot = new Snapshot(new RowBlock[] {RowBlock.of(1)}, 0);
  private int[] free = {};
  private int freeSize;

  Partition(PartitionKey key) {
    this.key = key;
  }

  /** Entries in it; for the writer. */
  int size() {
    return snapshot.end() - freeSize;
  }

  long bytes() {
    return OVERHEAD
        + (long) snapshot.rows() * RowBlock.ROW_BYTES
        + (long) free.length * Integer.BYTES;
  }

  /** Adds an entry and returns its row. */
  int add(long id, VectorCode code) {
    int row = takeFree();
    if (row != NONE_FREE) {
      snapshot.blocks()[row / RowBlock.MOST].write(row % RowBlock.MOST, id, code);
      return row;
    }
    Snapshot roomy = withRoom();
    row = roomy.end();
    roomy.blocks()[row / RowBlock.MOST].write(row % RowBlock.MOST, id, code);
    snapshot = new Snapshot(roomy.blocks(), row + 1);
    return row;
  }

  private int takeFree() {
    return freeSize == 0 ? NONE_FREE : free[--freeSize];
  }

  private Snapshot withRoom() {
    Snapshot now = snapshot;
    if (now.end() < now.rows()) {
      return now;
    }
    RowBlock[] blocks = now.blocks();
    if (now.rows() < RowBlock.MOST) {
      return new Snapshot(new RowBlock[] {blocks[0].grown(2 * now.rows())}, now.end());
    }
    RowBlock[] more = Arrays.copyOf(blocks, blocks.length + 1);
    more[blocks.length] = RowBlock.of(RowBlock.MOST);
    return new Snapshot(more, now.end());
  }

  /** Takes the entry in {@code row} away; {@code moved} is told where others went, if they did. */
  void remove(int row, Moved moved) {
    snapshot.blocks()[row / RowBlock.MOST].erase(row % RowBlock.MOST);
    if (freeSize == free.length) {
      free = Arrays.copyOf(free, Math.max(4, 2 * free.length));
    }
    free[freeSize++] = row;
    if (size() < snapshot.rows() / 4) {
      moveTogether(moved);
    }
  }

  /** Rows in blocks for so many entries, with room for as many again if there are few. */
  private static RowBlock[] blocksFor(int size) {
    if (2 * size < RowBlock.MOST) {
      return new RowBlock[] {RowBlock.of(Integer.highestOneBit(Math.max(1, 2 * size)))};
    }
    var blocks = new RowBlock[(size + RowBlock.MOST - 1) / RowBlock.MOST];
    Arrays.setAll(blocks, _ -> RowBlock.of(RowBlock.MOST));
    return blocks;
  }

  private void moveTogether(Moved moved) {
    Snapshot old = snapshot;
    RowBlock[] blocks = blocksFor(size());
    int to = 0;
    for (int row = 0; row < old.end(); row++) {
      RowBlock block = old.blocks()[row / RowBlock.MOST];
      if (block.isThere(row % RowBlock.MOST)) {
        blocks[to / RowBlock.MOST].copy(to % RowBlock.MOST, block, row % RowBlock.MOST);
        moved.to(block.id(row % RowBlock.MOST), to);
        to++;
      }
    }
    free = new int[0];
    freeSize = 0;
    snapshot = new Snapshot(blocks, to);
  }

  /** The nearest entries, nearest first. Any thread. */
  List<Neighbour> nearest(VectorCode code, int most) {
    Snapshot now = snapshot;
    var candidates = new Candidates(Math.clamp(now.end(), 1, Math.max(RANKED, most)));
    for (int block = 0; block < now.blocks().length; block++) {
      int first = block * RowBlock.MOST;
      now.blocks()[block].offer(
          code.sketch(), Math.min(now.end() - first, RowBlock.MOST), first, candidates);
    }
    candidates.shrink();
    var ranking = new Ranking(Math.min(most, candidates.size()));
    for (int i = 0; i < candidates.size(); i++) {
      int row = candidates.row(i);
      now.blocks()[row / RowBlock.MOST].rank(row % RowBlock.MOST, code, ranking);
    }
    return ranking.neighbours();
  }
}
