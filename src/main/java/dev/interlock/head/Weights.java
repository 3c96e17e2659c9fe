package dev.interlock.head;

import org.jspecify.annotations.Nullable;

/**
 * Trained weights of the parts of a head, before quantisation: {@code [feature][class]} and a row
 * of biases.
 *
 * @param classes number of classes
 * @param ngrams of the n-gram part
 * @param statics of the static part
 * @param forward of the transformer part
 */
@SuppressWarnings("ArrayRecordComponent")
record Weights(
    int classes, float[] ngrams, float @Nullable [] statics, float @Nullable [] forward) {

  /** Trains every part the rows of {@code set} have. */
  static Weights train(TrainingSet set, HeadOptions options) {
    return train(set, options, options.iterations(), null);
  }

  /** Trains on with {@code set}, of which most rows are known already. */
  Weights resume(TrainingSet set, HeadOptions options) {
    return train(set, options, Math.max(1, options.iterations() / 3), this);
  }

  private static Weights train(
      TrainingSet set, HeadOptions options, int steps, @Nullable Weights start) {
    return new Weights(
        set.classes().size(),
        fit(
            set,
            set.ngrams(options.buckets()),
            options.ngramL2(),
            steps,
            start == null ? null : start.ngrams),
        set.hasStatics()
            ? fit(
                set, set.statics(), options.staticL2(), steps, start == null ? null : start.statics)
            : null,
        set.hasForward()
            ? fit(
                set,
                set.forwards(),
                options.forwardL2(),
                steps,
                start == null ? null : start.forward)
            : null);
  }

  private static float[] fit(
      TrainingSet set, Rows rows, double l2, int steps, float @Nullable [] start) {
    int classes = set.classes().size();
    float[] from = start == null ? new float[(rows.dimension() + 1) * classes] : start;
    return SoftmaxTrainer.train(rows, set.labels(), classes, l2, steps, from);
  }

  Parts parts(boolean shape) {
    return new Parts(
        SparseLayer.of(classes, ngrams),
        statics == null ? null : new DenseLayer(classes, statics),
        forward == null ? null : new DenseLayer(classes, forward),
        shape);
  }
}
