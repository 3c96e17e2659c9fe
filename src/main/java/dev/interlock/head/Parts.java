package dev.interlock.head;

import dev.interlock.embedding.Encoding;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The linear parts of a head, each over one representation. Any but one may be missing.
 *
 * @param ngrams over hashed n-grams
 * @param statics over the static vector
 * @param forward over the transformer vector
 * @param shape whether shape features follow the static vector
 */
record Parts(
    @Nullable SparseLayer ngrams,
    @Nullable DenseLayer statics,
    @Nullable DenseLayer forward,
    boolean shape) {

  void write(DataOutput out) throws IOException {
    out.writeBoolean(ngrams != null);
    if (ngrams != null) {
      ngrams.write(out);
    }
    out.writeBoolean(statics != null);
    if (statics != null) {
      statics.write(out);
    }
    out.writeBoolean(forward != null);
    if (forward != null) {
      forward.write(out);
    }
    out.writeBoolean(shape);
  }

  static Parts read(DataInput in, int classes) throws IOException {
    return new Parts(
        in.readBoolean() ? SparseLayer.read(in, classes) : null,
        in.readBoolean() ? DenseLayer.read(in, classes) : null,
        in.readBoolean() ? DenseLayer.read(in, classes) : null,
        in.readBoolean());
  }

  /** Number of scores each part gives. */
  int outputs() {
    if (ngrams != null) {
      return ngrams.classes();
    }
    DenseLayer dense = statics != null ? statics : forward;
    return dense == null ? 0 : dense.classes();
  }

  int count() {
    return (ngrams == null ? 0 : 1) + (statics == null ? 0 : 1) + (forward == null ? 0 : 1);
  }

  /** The scores of every part. */
  float[][] scores(Features features) {
    List<float[]> scores = new ArrayList<>(3);
    if (ngrams != null) {
      scores.add(ngrams.scores(features.ngrams()));
    }
    if (statics != null) {
      scores.add(statics.scores(features.statics()));
    }
    if (forward != null) {
      scores.add(forward.scores(features.forward()));
    }
    return scores.toArray(float[][]::new);
  }

  float[][] cheapScores(Encoding encoding) {
    List<float[]> scores = new ArrayList<>(2);
    if (ngrams != null) {
      scores.add(ngrams.scores(encoding.ngrams()));
    }
    if (statics != null) {
      scores.add(statics.scores(Features.statics(encoding, shape)));
    }
    return scores.toArray(float[][]::new);
  }

  /** The cheap scores and the transformer's after them; empty if there is no forward vector. */
  Optional<float[][]> fullScores(Encoding encoding, float[][] cheap) {
    if (forward == null) {
      return Optional.empty();
    }
    return encoding
        .forward()
        .map(
            vector -> {
              float[][] all = new float[cheap.length + 1][];
              System.arraycopy(cheap, 0, all, 0, cheap.length);
              all[cheap.length] = forward.scores(vector);
              return all;
            });
  }
}
