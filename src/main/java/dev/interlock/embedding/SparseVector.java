package dev.interlock.embedding;

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
}
