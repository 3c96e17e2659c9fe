package dev.interlock.reuse;

import org.jspecify.annotations.Nullable;

/**
 * Where each entry is: a hash table of open addresses, since a million boxed keys would take as
 * much as a third of the vectors. Not thread-safe.
 */
final class EntryPlaces {
  private static final int FEWEST = 16;

  /** An id, a reference, a row. */
  private static final int SLOT_BYTES = Long.BYTES + 4 + Integer.BYTES;

  private long[] ids = new long[FEWEST];
  private @Nullable Partition[] partitions = new @Nullable Partition[FEWEST];
  private int[] rows = new int[FEWEST];
  private int size;

  int size() {
    return size;
  }

  long bytes() {
    return (long) ids.length * SLOT_BYTES;
  }

  /** The partition of an entry, or null. */
  @Nullable Partition partition(long id) {
    return partitions[slot(id)];
  }

  /** The row of an entry that is there. */
  int row(long id) {
    return rows[slot(id)];
  }

  void put(long id, Partition partition, int row) {
    int slot = slot(id);
    if (partitions[slot] == null) {
      size++;
    }
    ids[slot] = id;
    partitions[slot] = partition;
    rows[slot] = row;
    if (size > ids.length - ids.length / 4) {
      resize(2 * ids.length);
    }
  }

  /** Forgets an entry; those behind it close up. */
  void remove(long id) {
    int hole = slot(id);
    if (partitions[hole] == null) {
      return;
    }
    size--;
    int mask = ids.length - 1;
    int next = hole;
    while (true) {
      partitions[hole] = null;
      int wanted;
      do {
        next = next + 1 & mask;
        if (partitions[next] == null) {
          if (ids.length > FEWEST && size < ids.length / 8) {
            resize(ids.length / 2);
          }
          return;
        }
        wanted = home(ids[next], mask);
      } while (hole <= next ? hole < wanted && wanted <= next : hole < wanted || wanted <= next);
      ids[hole] = ids[next];
      partitions[hole] = partitions[next];
      rows[hole] = rows[next];
      hole = next;
    }
  }

  /** Where an entry is, or would be. */
  private int slot(long id) {
    int mask = ids.length - 1;
    int slot = home(id, mask);
    while (partitions[slot] != null && ids[slot] != id) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private static int home(long id, int mask) {
    long mixed = id * 0x9E3779B97F4A7C15L;
    return (int) (mixed ^ mixed >>> 32) & mask;
  }

  private void resize(int length) {
    long[] oldIds = ids;
    @Nullable Partition[] oldPartitions = partitions;
    int[] oldRows = rows;
    ids = new long[length];
    partitions = new @Nullable Partition[length];
    rows = new int[length];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldPartitions[i] != null) {
        int slot = slot(oldIds[i]);
        ids[slot] = oldIds[i];
        partitions[slot] = oldPartitions[i];
        rows[slot] = oldRows[i];
      }
    }
  }
}
