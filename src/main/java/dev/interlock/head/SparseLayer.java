package dev.interlock.head;

import dev.interlock.embedding.SparseVector;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A linear map from hashed n-grams to class scores: int8 weights with one scale per bucket.
 * Immutable; any thread.
 */
public final class SparseLayer {
  private final int classes;
  private final float[] scales;
  private final byte[] codes;
  private final float[] biases;

  private SparseLayer(int classes, float[] scales, byte[] codes, float[] biases) {
    this.classes = classes;
    this.scales = scales;
    this.codes = codes;
    this.biases = biases;
  }

  /**
   * Quantises trained weights.
   *
   * @param classes number of classes
   * @param weights {@code [bucket][class]}, then one row of biases
   */
  public static SparseLayer of(int classes, float[] weights) {
    int buckets = weights.length / classes - 1;
    float[] scales = new float[buckets];
    byte[] codes = new byte[buckets * classes];
    for (int b = 0; b < buckets; b++) {
      int offset = b * classes;
      float max = 0;
      for (int c = 0; c < classes; c++) {
        max = Math.max(max, Math.abs(weights[offset + c]));
      }
      scales[b] = max / 127;
      for (int c = 0; c < classes && max > 0; c++) {
        codes[offset + c] = (byte) Math.round(weights[offset + c] / scales[b]);
      }
    }
    float[] biases = new float[classes];
    System.arraycopy(weights, buckets * classes, biases, 0, classes);
    return new SparseLayer(classes, scales, codes, biases);
  }

  /** Number of scores. */
  int classes() {
    return classes;
  }

  /** Number of buckets, a power of two. */
  public int buckets() {
    return scales.length;
  }

  /** The scores of {@code x}, one per class; its indices are folded into the buckets. */
  public float[] scores(SparseVector x) {
    float[] scores = biases.clone();
    int[] indices = x.indices();
    float[] values = x.values();
    int mask = scales.length - 1;
    for (int i = 0; i < x.size(); i++) {
      int bucket = indices[i] & mask;
      float value = values[i] * scales[bucket];
      int offset = bucket * classes;
      for (int c = 0; c < classes; c++) {
        scores[c] += value * codes[offset + c];
      }
    }
    return scores;
  }

  /** Writes this layer; {@link #read} needs its number of classes. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(scales.length);
    for (float scale : scales) {
      out.writeFloat(scale);
    }
    out.write(codes);
    for (float bias : biases) {
      out.writeFloat(bias);
    }
  }

  /** Reads a layer of {@code classes}. */
  public static SparseLayer read(DataInput in, int classes) throws IOException {
    float[] scales = new float[in.readInt()];
    for (int b = 0; b < scales.length; b++) {
      scales[b] = in.readFloat();
    }
    byte[] codes = new byte[scales.length * classes];
    in.readFully(codes);
    float[] biases = new float[classes];
    for (int c = 0; c < classes; c++) {
      biases[c] = in.readFloat();
    }
    return new SparseLayer(classes, scales, codes, biases);
  }
}
