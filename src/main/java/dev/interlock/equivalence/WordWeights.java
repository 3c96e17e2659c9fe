package dev.interlock.equivalence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * How rare words are: the logarithm of the inverse share of texts (Spärck Jones, 1972) by hash, in
 * sixteenths. Words that training never saw weigh most. Immutable; any thread.
 */
final class WordWeights {
  private static final int BUCKETS = 1 << 13;
  private static final int STEPS = 16;

  private final byte[] weights;

  private WordWeights(byte[] weights) {
    this.weights = weights;
  }

  static WordWeights of(List<Wording> texts) {
    int[] counts = new int[BUCKETS];
    for (Wording text : texts) {
      Arrays.stream(text.items())
          .mapToInt(WordWeights::bucket)
          .distinct()
          .forEach(bucket -> counts[bucket]++);
    }
    byte[] weights = new byte[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      double idf = StrictMath.log((texts.size() + 1.0) / (counts[i] + 0.5));
      weights[i] = (byte) Math.clamp(Math.round(idf * STEPS), 0, 255);
    }
    return new WordWeights(weights);
  }

  private static int bucket(long item) {
    return (int) (Math.abs(item) >>> 7) & BUCKETS - 1;
  }

  private double weight(long item) {
    return (weights[bucket(item)] & 255) / (double) STEPS;
  }

  double sum(long[] items) {
    double sum = 0;
    for (long item : items) {
      sum += weight(item);
    }
    return sum;
  }

  double most(long[] items) {
    double most = 0;
    for (long item : items) {
      most = Math.max(most, weight(item));
    }
    return most;
  }

  void write(DataOutput out) throws IOException {
    out.write(weights);
  }

  static WordWeights read(DataInput in) throws IOException {
    byte[] weights = new byte[BUCKETS];
    in.readFully(weights);
    return new WordWeights(weights);
  }
}
