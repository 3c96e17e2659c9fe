package dev.interlock.reuse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The nearest earlier requests of a partition. Only vectors of one partition are ever compared: the
 * partition is part of the key, not a filter on what was found. All rows of a partition are looked
 * at, by a sketch of one bit a coordinate, and the best hundred are ranked by their cosine; so
 * nothing is built when an entry comes, and an entry that went is gone.
 *
 * <p>Thread-safe. Lookups take no lock and never wait for writers; a lookup sees what was added
 * before it began, and nothing that was removed before it began. It takes about 500 bytes an entry
 * and a few hundred a partition; a partition that lost entries takes four times that at most, until
 * it has shrunk.
 */
public final class ReuseIndex {
  /** The length of vectors. */
  public static final int DIMENSIONS = VectorCode.DIMENSIONS;

  /** The most neighbours that a lookup gives. */
  public static final int MOST_NEIGHBOURS = 64;

  private final int maxEntries;
  private final Map<PartitionKey, Partition> partitions = new ConcurrentHashMap<>();
  private final Object writing = new Object();

  @GuardedBy("writing")
  private final EntryPlaces places = new EntryPlaces();

  @GuardedBy("writing")
  private long bytes;

  /**
   * An empty index.
   *
   * @param maxEntries more are not taken; whoever evicts removes
   */
  public ReuseIndex(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  /**
   * Adds an entry, or moves it if there is one of that id; while it moves, lookups find it nowhere.
   * An id should never be used again for anything else, least of all in another partition: who
   * reads it from an earlier lookup would fetch what is there now.
   *
   * @param vector of any length above zero
   * @return false if the index is full, or the vector is not one of {@link #DIMENSIONS} finite
   *     coordinates that are not all zero; then nothing changes
   */
  public boolean add(PartitionKey key, long entryId, float[] vector) {
    Optional<VectorCode> code = VectorCode.of(vector);
    if (code.isEmpty()) {
      return false;
    }
    synchronized (writing) {
      if (places.partition(entryId) == null && places.size() >= maxEntries) {
        return false;
      }
      take(entryId);
      Partition partition = partitions.get(key);
      if (partition == null) {
        // Filled before others can see it.
        partition = new Partition(key);
        places.put(entryId, partition, partition.add(entryId, code.get()));
        partitions.put(key, partition);
        bytes += partition.bytes();
      } else {
        bytes -= partition.bytes();
        places.put(entryId, partition, partition.add(entryId, code.get()));
        bytes += partition.bytes();
      }
      return true;
    }
  }

  /** Removes an entry, and says whether there was one. */
  public boolean remove(long entryId) {
    synchronized (writing) {
      return take(entryId);
    }
  }

  @GuardedBy("writing")
  private boolean take(long entryId) {
    @Nullable Partition partition = places.partition(entryId);
    if (partition == null) {
      return false;
    }
    int row = places.row(entryId);
    places.remove(entryId);
    bytes -= partition.bytes();
    partition.remove(row, (id, to) -> move(id, partition, to));
    if (partition.size() == 0) {
      partitions.remove(partition.key);
    } else {
      bytes += partition.bytes();
    }
    return true;
  }

  @SuppressWarnings("GuardedBy") // called while it is held, by remove alone
  private void move(long id, Partition partition, int row) {
    places.put(id, partition, row);
  }

  /**
   * The entries of a partition that are nearest, nearest first, by exact order of the cosines
   * given; among many thousands a nearest one may be missed (how often, the decision on this index
   * has measured). Empty if there are none, or the vector is none that could be added.
   *
   * @param most neighbours wanted, of which {@link #MOST_NEIGHBOURS} are given at most
   */
  public List<Neighbour> nearest(PartitionKey key, float[] vector, int most) {
    @Nullable Partition partition = partitions.get(key);
    if (partition == null || most <= 0) {
      return List.of();
    }
    return VectorCode.of(vector)
        .map(code -> partition.nearest(code, Math.min(most, MOST_NEIGHBOURS)))
        .orElse(List.of());
  }

  /** Entries in it. */
  public int size() {
    synchronized (writing) {
      return places.size();
    }
  }

  /** Partitions that have entries. */
  public int partitions() {
    return partitions.size();
  }

  /** About what it takes, in bytes. */
  public long bytes() {
    synchronized (writing) {
      return bytes + places.bytes();
    }
  }
}
