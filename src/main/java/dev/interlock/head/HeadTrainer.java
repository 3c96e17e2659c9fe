package dev.interlock.head;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trains {@link FusedHead}s. Deterministic; one thread. */
public final class HeadTrainer {
  private static final long SPLIT_SEED = 7;
  private static final int HELD_OUT_SHARE = 10;

  /** Penalty-free starting weights of cosine scores: n-grams, static, transformer. */
  private static final float[] COSINE_PRIOR = {6, 10, 16};

  private static final float[] LOGIT_PRIOR = {0.5f, 0.5f, 0.7f};
  private static final float UNSURE_MARGIN = 0.5f;

  private HeadTrainer() {}

  /**
   * A head from a handful of examples per class: centroids, calibrated by leaving one out.
   *
   * @param outside texts that belong to no class, beside the left-out classes themselves
   */
  public static FusedHead fewShot(TrainingSet set, List<Features> outside) {
    int classes = set.classes().size();
    int[] labels = set.labels();
    var ngrams = new CentroidTrainer(set.ngrams(HeadOptions.INTENTS.buckets()), labels, classes);
    var statics = set.hasStatics() ? new CentroidTrainer(set.statics(), labels, classes) : null;
    var forward = set.hasForward() ? new CentroidTrainer(set.forwards(), labels, classes) : null;
    var parts =
        new Parts(
            SparseLayer.of(classes, ngrams.weights()),
            statics == null ? null : new DenseLayer(classes, statics.weights()),
            forward == null ? null : new DenseLayer(classes, forward.weights()),
            false);
    var held = new HeldOut(labels, parts);
    held.add(ngrams.leaveOneOutScores());
    if (statics != null) {
      held.add(statics.leaveOneOutScores());
    }
    if (forward != null) {
      held.add(forward.leaveOneOutScores());
    }
    return held.head(set.classes(), COSINE_PRIOR, outside, true, 0.01);
  }

  /**
   * A head from many examples per class: logistic regressions, fused on a tenth that was held out,
   * then trained again on all.
   *
   * @param outside texts that belong to no class
   */
  public static FusedHead fullData(TrainingSet set, List<Features> outside, HeadOptions options) {
    TrainingSet.Split split = set.split(HELD_OUT_SHARE, SPLIT_SEED);
    Parts trial = train(split.kept(), options);
    var held = new HeldOut(split.held().labels(), train(set, options));
    for (int p = 0; p < trial.count(); p++) {
      float[][] scores = new float[split.held().size()][];
      for (int row = 0; row < scores.length; row++) {
        scores[row] = trial.scores(split.held().rows().get(row))[p];
      }
      held.add(scores);
    }
    return held.head(set.classes(), LOGIT_PRIOR, outside, false, options.allowance());
  }

  private static Parts train(TrainingSet set, HeadOptions options) {
    int classes = set.classes().size();
    int[] labels = set.labels();
    int steps = options.iterations();
    return new Parts(
        SparseLayer.of(
            classes,
            SoftmaxTrainer.train(
                set.ngrams(options.buckets()), labels, classes, options.ngramL2(), steps)),
        set.hasStatics() ? dense(set.statics(), labels, classes, options.staticL2(), steps) : null,
        set.hasForward()
            ? dense(set.forwards(), labels, classes, options.forwardL2(), steps)
            : null,
        options.shape());
  }

  private static DenseLayer dense(Rows rows, int[] labels, int classes, double l2, int steps) {
    return new DenseLayer(classes, SoftmaxTrainer.train(rows, labels, classes, l2, steps));
  }

  /** Scores of rows their parts have not seen, and what is fitted on them. */
  private static final class HeldOut {
    private final int[] labels;
    private final Parts parts;
    private final List<float[][]> byPart = new ArrayList<>();

    HeldOut(int[] labels, Parts parts) {
      this.labels = labels;
      this.parts = parts;
    }

    void add(float[][] scores) {
      byPart.add(scores);
    }

    FusedHead head(
        List<String> names,
        float[] prior,
        List<Features> outside,
        boolean leaveClassesOut,
        double allowance) {
      int cheapParts = byPart.size() - (parts.forward() == null ? 0 : 1);
      FusedHead.Stage cheap = stage(cheapParts, prior, outside, leaveClassesOut);
      FusedHead.@Nullable Stage full =
          parts.forward() == null ? null : stage(byPart.size(), prior, outside, leaveClassesOut);
      float wide = full == null ? 0 : wideMargin(cheap, full, allowance);
      return new FusedHead(
          names, parts, new FusedHead.Stage(cheap.fusion(), cheap.rejection(), wide), full);
    }

    private FusedHead.Stage stage(
        int count, float[] prior, List<Features> outside, boolean leaveClassesOut) {
      float[][][] scores = byPart.subList(0, count).toArray(float[][][]::new);
      float[] weights = new float[count];
      System.arraycopy(prior, 0, weights, 0, count);
      Fusion fusion = Fusion.fit(scores, labels, weights, 3);
      List<float[]> inside = new ArrayList<>();
      List<float[]> out = new ArrayList<>();
      for (int row = 0; row < labels.length; row++) {
        float[] fused = fusion.fuse(row(row, count));
        inside.add(fit(fused));
        if (leaveClassesOut && fused.length > 1) {
          out.add(fit(without(fused, labels[row])));
        }
      }
      float typical = medianScore(inside);
      for (Features features : outside) {
        float[] fit = fit(fusion.fuse(parts.scores(features)));
        // A general text may well express one of these classes; then it is no example of outside.
        if (fit[0] < typical) {
          out.add(fit);
        }
      }
      Rejection rejection =
          Rejection.fit(inside.toArray(float[][]::new), out.toArray(float[][]::new));
      return new FusedHead.Stage(fusion, rejection, UNSURE_MARGIN);
    }

    private float[][] row(int row, int count) {
      float[][] scores = new float[count][];
      for (int p = 0; p < count; p++) {
        scores[p] = byPart.get(p)[row];
      }
      return scores;
    }

    /** The smallest margin at which skipping the transformer costs at most {@code allowance}. */
    private float wideMargin(
        FusedHead.Stage cheap, FusedHead.@Nullable Stage full, double allowance) {
      if (full == null || labels.length == 0) {
        return UNSURE_MARGIN;
      }
      int steps = 100;
      int[] gain = new int[steps + 1];
      for (int row = 0; row < labels.length; row++) {
        Prediction first = FusedHead.decide(cheap, row(row, byPart.size() - 1), false);
        Prediction second = FusedHead.decide(full, row(row, byPart.size()), true);
        int bin = (int) Math.ceil(first.margin() * steps);
        gain[bin] += second.best() == labels[row] ? 1 : 0;
        gain[bin] -= first.best() == labels[row] ? 1 : 0;
      }
      int lost = 0;
      int step = steps;
      while (step > 0 && lost + gain[step] <= allowance * labels.length) {
        lost += gain[step];
        step--;
      }
      return (float) step / steps;
    }

    private static float medianScore(List<float[]> fits) {
      double[] scores = fits.stream().mapToDouble(fit -> fit[0]).sorted().toArray();
      return scores.length == 0 ? Float.POSITIVE_INFINITY : (float) scores[scores.length / 2];
    }

    private static float[] fit(float[] fused) {
      float top = Float.NEGATIVE_INFINITY;
      for (float score : fused) {
        top = Math.max(top, score);
      }
      float[] probabilities = fused.clone();
      Softmax.inPlace(probabilities);
      float best = 0;
      for (float probability : probabilities) {
        best = Math.max(best, probability);
      }
      return new float[] {top, best};
    }

    private static float[] without(float[] scores, int index) {
      float[] rest = new float[scores.length - 1];
      System.arraycopy(scores, 0, rest, 0, index);
      System.arraycopy(scores, index + 1, rest, index, rest.length - index);
      return rest;
    }
  }
}
