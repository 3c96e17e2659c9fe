package dev.interlock.embedding;

import java.util.Arrays;

/**
 * A sparse vector: {@code values()[i]} at {@code indices()[i]}, for {@code i < size()}. The arrays
 * may be longer than {@code size()}; they are shared, not copied: do not modify.
 */
public final class SparseVector {
  private final int[] indices;
  private final float[] values;
  private final int size;

  public SparseVector(int[] indices, float[] values, int size) {
    this.indices = indices;
    this.values = values;
    this.size = size;
  }

  public int[] indices() {
    return indices;
  }

  public float[] values() {
    return values;
  }

  public int size() {
    return size;
  }

  /**
   * This vector over fewer indices: each is taken modulo {@code buckets}, and values that meet
   * there are added. Indices then ascend.
   *
   * @param buckets a power of two
   */
  public SparseVector folded(int buckets) {
    var keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = (long) (indices[i] & buckets - 1) << 32 | i;
    }
    Arrays.sort(keys);
    var foldedIndices = new int[size];
    var foldedValues = new float[size];
    int last = -1;
    for (long key : keys) {
      int index = (int) (key >>> 32);
      if (last < 0 || foldedIndices[last] != index) {
        foldedIndices[++last] = index;
      }
      foldedValues[last] += values[(int) key];
    }
    return new SparseVector(foldedIndices, foldedValues, last + 1);
  }
}
