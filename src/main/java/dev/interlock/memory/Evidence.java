package dev.interlock.memory;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * What experiences say of one model: how far its chances are off on the whole, and how much further
 * on each kind of prompt. It is a Bayesian logistic regression with independent normal priors, and
 * one step from what was expected, with the curvature that bounds every other (Böhning and Lindsay,
 * "Monotonicity of quadratic-approximation algorithms", 1988): so experiences add up in any order,
 * can be taken back, and fade by a factor. Immutable; any thread.
 */
final class Evidence {
  /** Variance, in log-odds, of how far a model is off on the whole. */
  private static final double OVERALL = 0.3;

  /** Variance of how much further it is off on a kind; without kinds the whole has both. */
  private static final double BY_KIND = 0.7;

  /** What one judgement is believed: where one in ten is wrong, (1 − 2 × 0.1)² of its weight. */
  private static final double RELIANCE = 0.64;

  /**
   * No evidence moves a chance by more than this, in log-odds: odds by a factor of four and a half.
   */
  private static final double MOST = 1.5;

  /** No logistic curve is steeper. */
  private static final double CURVATURE = 0.25;

  private static final double EDGE = 0.02;

  /** Bytes of an entry beside its numbers. */
  private static final int OVERHEAD = 400;

  private final int size;

  /** Sum of weight × curvature × features × features'. */
  private final DMatrixRMaj information;

  /** Sum of weight × (score − chance) × features. */
  private final DMatrixRMaj excess;

  private final DMatrixRMaj weights;

  /** When the sums are of. */
  private final long atUnixMs;

  /**
   * Nothing.
   *
   * @param kinds how many there are
   */
  Evidence(int kinds) {
    this(new DMatrixRMaj(kinds + 1, kinds + 1), new DMatrixRMaj(kinds + 1, 1), 0);
  }

  private Evidence(DMatrixRMaj information, DMatrixRMaj excess, long atUnixMs) {
    this.size = excess.getNumRows();
    this.information = information;
    this.excess = excess;
    this.atUnixMs = atUnixMs;
    this.weights = weights(information, excess);
  }

  private static DMatrixRMaj weights(DMatrixRMaj information, DMatrixRMaj excess) {
    int size = excess.getNumRows();
    DMatrixRMaj posterior = information.copy();
    for (int i = 0; i < size; i++) {
      posterior.add(i, i, 1);
    }
    var weights = new DMatrixRMaj(size, 1);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(size);
    if (solver.setA(posterior)) {
      solver.solve(excess, weights);
    }
    return weights;
  }

  /** What it takes, about. */
  int bytes() {
    return Double.BYTES * size * (size + 2) + OVERHEAD;
  }

  /** This and {@code experience}, of which something was expected; the older of them has faded. */
  Evidence and(Experience experience, double halfLifeMs) {
    Occasion occasion = experience.occasion();
    double chance = Math.clamp(occasion.expected(), EDGE, 1 - EDGE);
    long now = Math.max(atUnixMs, occasion.timeUnixMs());
    double kept = HalfLife.left(now - atUnixMs, halfLifeMs);
    double weight =
        RELIANCE * experience.weight() * HalfLife.left(now - occasion.timeUnixMs(), halfLifeMs);
    DMatrixRMaj features = features(occasion.kinds());
    var information = new DMatrixRMaj(size, size);
    CommonOps_DDRM.scale(kept, this.information, information);
    CommonOps_DDRM.multAddTransB(CURVATURE * weight, features, features, information);
    DMatrixRMaj excess = new DMatrixRMaj(size, 1);
    CommonOps_DDRM.add(kept, this.excess, weight * (experience.score() - chance), features, excess);
    return new Evidence(information, excess, now);
  }

  /** This, faded until {@code unixMs}. */
  Evidence at(long unixMs, double halfLifeMs) {
    if (unixMs <= atUnixMs) {
      return this;
    }
    double kept = HalfLife.left(unixMs - atUnixMs, halfLifeMs);
    var faded = new DMatrixRMaj(size, size);
    CommonOps_DDRM.scale(kept, information, faded);
    var less = new DMatrixRMaj(size, 1);
    CommonOps_DDRM.scale(kept, excess, less);
    return new Evidence(faded, less, unixMs);
  }

  /** Log-odds to add to the chance of a prompt that is of {@code kinds}. */
  double shift(float[] kinds) {
    return Math.clamp(CommonOps_DDRM.dot(weights, features(kinds)), -MOST, MOST);
  }

  /** Scaled so that every weight has a prior variance of 1. */
  private DMatrixRMaj features(float[] kinds) {
    double square = 0;
    for (float kind : kinds) {
      square += kind * kind;
    }
    double scale = square > 0 ? Math.sqrt(BY_KIND / square) : 0;
    var features = new DMatrixRMaj(size, 1);
    features.set(0, 0, Math.sqrt(kinds.length == 0 ? OVERALL + BY_KIND : OVERALL));
    for (int i = 0; i < kinds.length; i++) {
      features.set(i + 1, 0, scale * kinds[i]);
    }
    return features;
  }
}
