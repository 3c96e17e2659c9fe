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
    List<float[][]> held = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    Weights weights = null;
    if (all.classes().size() > 1) {
      for (TrainingSet.Split split : all.splits(options.folds())) {
        weights = Weights.train(split.kept(), options);
        Parts trial = weights.parts(options.shape());
        for (int row = 0; row < split.held().size(); row++) {
          held.add(trial.scores(split.held().rows().get(row)));
          labels.add(split.held().labels()[row]);
        }
      }
    }
    Weights last = weights == null ? Weights.train(all, options) : weights.resume(all, options);
    var calibration = new Calibration(set.classes(), last.parts(options.shape()), held, labels);
    return calibration.head(options);
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
    private final List<float[][]> held;
    private final List<Integer> labels;

    Calibration(List<String> classes, Parts parts, List<float[][]> held, List<Integer> labels) {
      this.classes = classes;
      this.parts = parts;
      this.held = held;
      this.labels = labels;
    }

    FusedHead head(HeadOptions options) {
      if (parts.forward() == null) {
        return new FusedHead(classes, parts, stage(parts.count()), null);
      }
      FusedHead.Stage cheap = stage(parts.count() - 1);
      FusedHead.Stage full = stage(parts.count());
      float wide = wideMargin(cheap, full, options);
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

    /**
     * The smallest margin at which skipping the transformer costs at most the allowance, and that
     * sends the least share on.
     */
    private float wideMargin(FusedHead.Stage cheap, FusedHead.Stage full, HeadOptions options) {
      if (held.isEmpty()) {
        return UNSURE_MARGIN;
      }
      int[] lostAt = new int[MARGIN_STEPS + 1];
      int[] rowsAt = new int[MARGIN_STEPS + 1];
      int gain = 0;
      for (int row = 0; row < held.size(); row++) {
        Prediction first = FusedHead.decide(cheap, held.get(row), classes.size(), false);
        int step = (int) Math.ceil(first.margin() * MARGIN_STEPS);
        int lost = hits(full, row) - hits(cheap, row);
        lostAt[step] += lost;
        rowsAt[step]++;
        gain += lost;
      }
      int lost = 0;
      int wide = MARGIN_STEPS;
      while (wide > 0 && lost + lostAt[wide] <= options.allowance() * held.size()) {
        lost += lostAt[wide];
        wide--;
      }
      int sent = 0;
      int least = 0;
      while (gain > 0 && sent + rowsAt[least] < options.leastShare() * held.size()) {
        sent += rowsAt[least];
        least++;
      }
      return (float) Math.max(wide, least) / MARGIN_STEPS;
    }

    private int hits(FusedHead.Stage stage, int row) {
      return FusedHead.outcome(stage, held.get(row)) == labels.get(row) ? 1 : 0;
    }
  }
}
