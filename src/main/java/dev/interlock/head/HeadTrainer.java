package dev.interlock.head;

import java.util.ArrayList;
import java.util.List;

/**
 * Trains {@link FusedHead}s: a logistic regression over each representation, fused and calibrated
 * on rows they have not seen, then trained again on all. Deterministic; one thread.
 */
public final class HeadTrainer {
  private HeadTrainer() {}

  /**
   * Trains a head.
   *
   * @param set labelled rows
   * @param outside texts that belong to no class: one more class while training, and what the
   *     reject option is calibrated with
   */
  public static FusedHead train(TrainingSet set, List<Features> outside, HeadOptions options) {
    TrainingSet all = outside.isEmpty() ? set : set.withOutside(outside);
    var calibration = new Calibration(set.classes(), parts(all, options));
    if (all.classes().size() > 1) {
      for (TrainingSet.Split split : all.splits(options.folds())) {
        Parts trial = parts(split.kept(), options);
        for (int row = 0; row < split.held().size(); row++) {
          calibration.addHeld(
              trial.scores(split.held().rows().get(row)), split.held().labels()[row]);
        }
      }
    }
    return calibration.head(options);
  }

  private static Parts parts(TrainingSet set, HeadOptions options) {
    return new Parts(
        SparseLayer.of(
            set.classes().size(),
            fit(set, set.ngrams(options.buckets()), options.ngramL2(), options)),
        set.hasStatics() ? dense(set, set.statics(), options.staticL2(), options) : null,
        set.hasForward() ? dense(set, set.forwards(), options.forwardL2(), options) : null,
        options.shape());
  }

  private static DenseLayer dense(TrainingSet set, Rows rows, double l2, HeadOptions options) {
    return new DenseLayer(set.classes().size(), fit(set, rows, l2, options));
  }

  private static float[] fit(TrainingSet set, Rows rows, double l2, HeadOptions options) {
    return SoftmaxTrainer.train(rows, set.labels(), set.classes().size(), l2, options.iterations());
  }

  /** Scores of held-out rows by part, and what is fitted on them. */
  private static final class Calibration {
    /** Starting weights of logits: n-grams, static, transformer. */
    private static final float[] PRIOR = {0.6f, 0.5f, 0.8f};

    /** How many rows the starting weights are worth. */
    private static final double PRIOR_ROWS = 3;

    private static final float UNSURE_MARGIN = 0.5f;
    private static final int MARGIN_STEPS = 100;

    private final List<String> classes;
    private final Parts parts;
    private final List<float[][]> held = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    Calibration(List<String> classes, Parts parts) {
      this.classes = classes;
      this.parts = parts;
    }

    void addHeld(float[][] scores, int label) {
      held.add(scores);
      labels.add(label);
    }

    FusedHead head(HeadOptions options) {
      if (parts.forward() == null) {
        return new FusedHead(classes, parts, stage(parts.count()), null);
      }
      FusedHead.Stage cheap = stage(parts.count() - 1);
      FusedHead.Stage full = stage(parts.count());
      float wide = wideMargin(cheap, full, options.allowance());
      return new FusedHead(
          classes, parts, new FusedHead.Stage(cheap.fusion(), cheap.rejection(), wide), full);
    }

    private FusedHead.Stage stage(int count) {
      float[] prior = new float[count];
      System.arraycopy(PRIOR, 0, prior, 0, count);
      Fusion fusion = Fusion.fit(held, labels, prior, PRIOR_ROWS);
      List<Fit> inside = new ArrayList<>();
      List<Fit> outside = new ArrayList<>();
      for (int row = 0; row < held.size(); row++) {
        float[] fused = fusion.fuse(held.get(row));
        boolean belongs = labels.get(row) < classes.size();
        (belongs ? inside : outside).add(Fit.of(fused, classes.size()));
      }
      return new FusedHead.Stage(fusion, Rejection.fit(inside, outside), UNSURE_MARGIN);
    }

    /** The smallest margin at which skipping the transformer costs at most {@code allowance}. */
    private float wideMargin(FusedHead.Stage cheap, FusedHead.Stage full, double allowance) {
      if (held.isEmpty()) {
        return UNSURE_MARGIN;
      }
      int[] lostAt = new int[MARGIN_STEPS + 1];
      for (int row = 0; row < held.size(); row++) {
        if (labels.get(row) == classes.size()) {
          continue;
        }
        Prediction first = FusedHead.decide(cheap, held.get(row), classes.size(), false);
        Prediction second = FusedHead.decide(full, held.get(row), classes.size(), true);
        int step = (int) Math.ceil(first.margin() * MARGIN_STEPS);
        lostAt[step] += second.best() == labels.get(row) ? 1 : 0;
        lostAt[step] -= first.best() == labels.get(row) ? 1 : 0;
      }
      int lost = 0;
      int step = MARGIN_STEPS;
      while (step > 0 && lost + lostAt[step] <= allowance * held.size()) {
        lost += lostAt[step];
        step--;
      }
      return (float) step / MARGIN_STEPS;
    }
  }
}
