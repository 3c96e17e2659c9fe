package dev.interlock.reuse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Some rows of vectors in flat arrays. One writer at a time; readers never wait. Each row has a
 * version, odd while the row is there: what was read of a row counts only if its version was odd
 * before, and is the same afterwards.
 */
final class RowBlock {
  /** Rows of a block that is full-grown. */
  static final int MOST = 1024;

  /** What a row takes: sketch, codes, id, scale and version. */
  static final int ROW_BYTES =
      VectorCode.WORDS * Long.BYTES + VectorCode.DIMENSIONS + Long.BYTES + Float.BYTES + 4;

  private static final VarHandle VERSION = MethodHandles.arrayElementVarHandle(int[].class);

  private final long[] sketches;
  private final byte[] codes;
  private final long[] ids;
  private final float[] scales;
  private final int[] versions;

  private RowBlock(long[] sketches, byte[] codes, long[] ids, float[] scales, int[] versions) {
    this.sketches = sketches;
    this.codes = codes;
    this.ids = ids;
    this.scales = scales;
    this.versions = versions;
  }

  /** Rows that are not there. */
  static RowBlock of(int rows) {
    return new RowBlock(
        new long[rows * VectorCode.WORDS],
        new byte[rows * VectorCode.DIMENSIONS],
        new long[rows],
        new float[rows],
        new int[rows]);
  }

  /** These rows, and room for more. */
  RowBlock grown(int rows) {
    return new RowBlock(
        Arrays.copyOf(sketches, rows * VectorCode.WORDS),
        Arrays.copyOf(codes, rows * VectorCode.DIMENSIONS),
        Arrays.copyOf(ids, rows),
        Arrays.copyOf(scales, rows),
        Arrays.copyOf(versions, rows));
  }

  int rows() {
    return ids.length;
  }

  /** Fills a row that is not there. */
  void write(int row, long id, VectorCode code) {
    VarHandle.fullFence();
    System.arraycopy(code.sketch(), 0, sketches, row * VectorCode.WORDS, VectorCode.WORDS);
    System.arraycopy(code.codes(), 0, codes, row * VectorCode.DIMENSIONS, VectorCode.DIMENSIONS);
    ids[row] = id;
    scales[row] = code.scale();
    VERSION.setRelease(versions, row, versions[row] + 1);
  }

  /** Fills a row that is not there with what another block has. */
  void copy(int row, RowBlock from, int fromRow) {
    System.arraycopy(
        from.sketches,
        fromRow * VectorCode.WORDS,
        sketches,
        row * VectorCode.WORDS,
        VectorCode.WORDS);
    System.arraycopy(
        from.codes,
        fromRow * VectorCode.DIMENSIONS,
        codes,
        row * VectorCode.DIMENSIONS,
        VectorCode.DIMENSIONS);
    ids[row] = from.ids[fromRow];
    scales[row] = from.scales[fromRow];
    VERSION.setRelease(versions, row, versions[row] + 1);
  }

  /** Takes a row away that is there. */
  void erase(int row) {
    VERSION.setRelease(versions, row, versions[row] + 1);
  }

  boolean isThere(int row) {
    return isOdd((int) VERSION.getAcquire(versions, row));
  }

  private static boolean isOdd(int version) {
    return (version & 1) != 0;
  }

  /** The id of a row, for the writer. */
  long id(int row) {
    return ids[row];
  }

  /** Offers the rows before {@code end}, which are numbered from {@code first} on. */
  void offer(long[] sketch, int end, int first, Candidates candidates) {
    int[] distances = candidates.scratch();
    measure(sketches, sketch, end, distances);
    int farthest = candidates.farthest();
    for (int row = 0; row < end; row++) {
      if (distances[row] <= farthest && isThere(row)) {
        farthest = candidates.add(first + row, distances[row]);
      }
    }
  }

  /** The bits in which each row differs; a loop of nothing else, which compiles to a few steps. */
  private static void measure(long[] sketches, long[] sketch, int end, int[] distances) {
    long a = sketch[0];
    long b = sketch[1];
    long c = sketch[2];
    long d = sketch[3];
    long e = sketch[4];
    long f = sketch[5];
    for (int row = 0; row < end; row++) {
      distances[row] =
          Long.bitCount(sketches[6 * row] ^ a)
              + Long.bitCount(sketches[6 * row + 1] ^ b)
              + Long.bitCount(sketches[6 * row + 2] ^ c)
              + Long.bitCount(sketches[6 * row + 3] ^ d)
              + Long.bitCount(sketches[6 * row + 4] ^ e)
              + Long.bitCount(sketches[6 * row + 5] ^ f);
    }
  }

  /** Writes id and cosine of a row into {@code best}, if the row is there and near enough. */
  void rank(int row, VectorCode code, Ranking best) {
    int before = (int) VERSION.getAcquire(versions, row);
    if (!isOdd(before)) {
      return;
    }
    double cosine =
        (double) dot(code.codes(), codes, row * VectorCode.DIMENSIONS) * code.scale() * scales[row];
    long id = ids[row];
    VarHandle.acquireFence();
    if ((int) VERSION.getOpaque(versions, row) == before) {
      best.add(id, cosine);
    }
  }

  private static int dot(byte[] a, byte[] b, int from) {
    int sum = 0;
    for (int i = 0; i < VectorCode.DIMENSIONS; i++) {
      sum += a[i] * b[from + i];
    }
    return sum;
  }
}
