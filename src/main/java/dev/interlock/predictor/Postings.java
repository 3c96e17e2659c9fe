package dev.interlock.predictor;

import dev.interlock.embedding.SparseVector;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An inverted index over the n-grams of the landmarks: for each bucket, who has it and how much.
 *
 * @param starts where a bucket's entries begin; one more than there are buckets
 * @param owners landmark of each entry
 * @param values share of the landmark's unit vector
 * @param size number of landmarks
 */
@SuppressWarnings("ArrayRecordComponent")
record Postings(int[] starts, short[] owners, float[] values, int size) {
  static Postings of(SparseVector[] vectors, int buckets) {
    int[] starts = new int[buckets + 1];
    for (SparseVector vector : vectors) {
      for (int i = 0; i < vector.size(); i++) {
        starts[bucket(vector.indices()[i], buckets) + 1]++;
      }
    }
    for (int b = 0; b < buckets; b++) {
      starts[b + 1] += starts[b];
    }
    int[] next = starts.clone();
    short[] owners = new short[starts[buckets]];
    float[] values = new float[owners.length];
    for (int owner = 0; owner < vectors.length; owner++) {
      SparseVector vector = vectors[owner];
      float scale = 1 / length(vector);
      for (int i = 0; i < vector.size(); i++) {
        int at = next[bucket(vector.indices()[i], buckets)]++;
        owners[at] = (short) owner;
        values[at] = vector.values()[i] * scale;
      }
    }
    return new Postings(starts, owners, values, vectors.length);
  }

  /** The cosine of {@code vector} with each landmark's. */
  float[] cosines(SparseVector vector) {
    float[] cosines = new float[size];
    float scale = 1 / length(vector);
    for (int i = 0; i < vector.size(); i++) {
      int bucket = bucket(vector.indices()[i], starts.length - 1);
      float value = vector.values()[i] * scale;
      for (int at = starts[bucket]; at < starts[bucket + 1]; at++) {
        cosines[owners[at]] += value * values[at];
      }
    }
    return cosines;
  }

  private static int bucket(int index, int buckets) {
    return index & (buckets - 1);
  }

  private static float length(SparseVector vector) {
    double squares = 0;
    for (int i = 0; i < vector.size(); i++) {
      squares += vector.values()[i] * vector.values()[i];
    }
    return squares == 0 ? 1 : (float) Math.sqrt(squares);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(starts.length);
    for (int start : starts) {
      out.writeInt(start);
    }
    for (short owner : owners) {
      out.writeShort(owner);
    }
    Floats.write(out, values);
  }

  static Postings read(DataInput in, int size) throws IOException {
    int[] starts = new int[Floats.length(in)];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = in.readInt();
      if (starts[i] < (i == 0 ? 0 : starts[i - 1])) {
        throw new IOException("postings: not in order");
      }
    }
    if (Integer.bitCount(starts.length - 1) != 1) {
      throw new IOException("postings: " + starts.length + " (expected: a power of two and one)");
    }
    short[] owners = new short[starts[starts.length - 1]];
    for (int i = 0; i < owners.length; i++) {
      owners[i] = in.readShort();
      if (owners[i] < 0 || owners[i] >= size) {
        throw new IOException("postings: landmark " + owners[i] + " of " + size);
      }
    }
    float[] values = Floats.read(in);
    if (values.length != owners.length) {
      throw new IOException("postings: " + values.length + " values for " + owners.length);
    }
    return new Postings(starts, owners, values, size);
  }
}
