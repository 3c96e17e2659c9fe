package dev.interlock.eval.cache;

import dev.interlock.embedding.Vectors;
import dev.interlock.reuse.Neighbour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The texts of a stream that are near each other, worked out once for all its orders and policies:
 * what an index finds among the earlier ones is then read off. Vectors are rounded as they are
 * kept, and their cosines are exact, where the product's index is off by .002 at most. One thread.
 */
final class NearTexts {
  /** Less similar ones are not looked at. */
  static final double LEAST = 0.5;

  /** Of each text, so many of the nearest are kept; beyond, all earlier ones are looked through. */
  private static final int KEPT = 512;

  private final List<float[]> vectors;
  private final IdentityHashMap<float[], Integer> numbers = new IdentityHashMap<>();
  private final Row[] rows;

  private NearTexts(List<float[]> vectors) {
    this.vectors = vectors;
    this.rows = new Row[vectors.size()];
    for (int i = 0; i < rows.length; i++) {
      numbers.put(vectors.get(i), i);
      rows[i] = new Row();
    }
  }

  static NearTexts of(List<Asked> texts) {
    var near = new NearTexts(texts.stream().map(Asked::vector).toList());
    for (int i = 0; i < near.rows.length; i++) {
      float[] vector = near.vectors.get(i);
      for (int j = 0; j < i; j++) {
        float cosine = Vectors.dot(vector, near.vectors.get(j));
        if (cosine >= LEAST) {
          near.rows[i].add(cosine, j);
          near.rows[j].add(cosine, i);
        }
      }
    }
    for (Row row : near.rows) {
      row.shrink();
      row.found = Arrays.copyOf(row.found, row.size);
    }
    return near;
  }

  /** The earlier texts of an order, none yet. */
  Earlier earlier(List<Asked> order) {
    return new Earlier(
        order.stream().mapToInt(asked -> numbers.getOrDefault(asked.vector(), 0)).toArray());
  }

  /** Of one text, the others: nearest first once it is shrunk. */
  private static final class Row {
    /** The bits of a cosine, which are in its order, and those of a text turned around. */
    private long[] found = new long[16];

    private int size;
    private boolean whole = true;

    void add(float cosine, int text) {
      if (size == 2 * KEPT) {
        shrink();
      }
      if (size == found.length) {
        found = Arrays.copyOf(found, 2 * size);
      }
      found[size++] = (long) Float.floatToIntBits(cosine) << 32 | (~text & 0xFFFF_FFFFL);
    }

    void shrink() {
      for (int i = 0; i < size; i++) {
        found[i] = ~found[i];
      }
      Arrays.sort(found, 0, size);
      for (int i = 0; i < size; i++) {
        found[i] = ~found[i];
      }
      whole &= size <= KEPT;
      size = Math.min(size, KEPT);
    }

    int text(int i) {
      return ~(int) found[i];
    }

    double cosine(int i) {
      return Float.intBitsToFloat((int) (found[i] >>> 32));
    }
  }

  /** The requests of one order that are entries by now. */
  final class Earlier {
    private final int[] texts;
    private final int[] entry;
    private final int[] entries;
    private int size;

    private Earlier(int[] texts) {
      this.texts = texts;
      this.entries = new int[texts.length];
      this.entry = new int[rows.length];
      Arrays.fill(entry, -1);
    }

    /** Makes a request an entry, by its number in the order. */
    void add(int request) {
      entry[texts[request]] = request;
      entries[size++] = request;
    }

    /**
     * The entries nearest to a request, nearest first.
     *
     * @param most entries
     * @param least cosine, {@link #LEAST} or more
     */
    List<Neighbour> nearest(int request, int most, double least) {
      List<Neighbour> nearest = new ArrayList<>(most);
      Row row = rows[texts[request]];
      for (int i = 0; i < row.size && nearest.size() < most; i++) {
        if (row.cosine(i) < least) {
          return nearest;
        }
        int found = entry[row.text(i)];
        if (found >= 0) {
          nearest.add(new Neighbour(found, row.cosine(i)));
        }
      }
      return nearest.size() == most || row.whole ? nearest : searched(request, most, least);
    }

    private List<Neighbour> searched(int request, int most, double least) {
      float[] vector = vectors.get(texts[request]);
      var row = new Row();
      for (int i = 0; i < size; i++) {
        float cosine = Vectors.dot(vector, vectors.get(texts[entries[i]]));
        if (cosine >= least) {
          row.add(cosine, entries[i]);
        }
      }
      row.shrink();
      List<Neighbour> nearest = new ArrayList<>(most);
      for (int i = 0; i < Math.min(most, row.size); i++) {
        nearest.add(new Neighbour(row.text(i), row.cosine(i)));
      }
      return nearest;
    }
  }
}
