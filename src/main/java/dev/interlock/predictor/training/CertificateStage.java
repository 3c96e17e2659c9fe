package dev.interlock.predictor.training;

import dev.interlock.predictor.CertifiedFloors;
import java.util.Arrays;

/**
 * Certifies floors by rows that were held out when their chances were made. Chances are tested from
 * the highest down, and what follows the first that fails is not certified: so one confidence holds
 * for all that are (fixed-sequence testing, as in Angelopoulos, Bates, Candès, Jordan and Lei,
 * "Learn then test", 2021). Which chances are tested depends on chances alone, never on scores.
 *
 * <p>Two things make it approximate. The chances of rows held out are put right by a slope and
 * offsets that were fitted to the same rows, and they are those of routers that learnt from two
 * thirds of them, while the bundle learns from all.
 */
final class CertificateStage {
  /** Chances, by hundredths. */
  private static final int STEPS = 100;

  /** A first test on fewer scores would often fail by bad luck. */
  private static final int FIRST_ROWS = 50;

  /** How many deviations a first test leaves room for. */
  private static final double ROOM = 1.645;

  private final double[][] chances;
  private final double[][] scores;
  private final FloorEvidence evidence;

  /**
   * @param chances by row and model, when the row was held out; NaN where the row does not count
   * @param scores by row and model; NaN where unknown
   */
  CertificateStage(double[][] chances, double[][] scores) {
    this.chances = chances;
    this.scores = scores;
    this.evidence = new FloorEvidence(chances.length);
  }

  CertifiedFloors learn(int models) {
    var from = new byte[models][];
    for (int m = 0; m < models; m++) {
      from[m] = certified(m);
    }
    return new CertifiedFloors(from);
  }

  private byte[] certified(int model) {
    int[] count = new int[STEPS + 1];
    double[] missing = new double[STEPS + 1];
    boolean whole = true;
    for (int row = 0; row < chances.length; row++) {
      double score = scores[row][model];
      double chance = chances[row][model];
      if (!Double.isNaN(score) && !Double.isNaN(chance)) {
        int step = step(chance);
        count[step]++;
        missing[step] += 1 - score;
        whole &= score == 0 || score == 1;
      }
    }
    for (int step = STEPS - 1; step >= 0; step--) {
      count[step] += count[step + 1];
      missing[step] += missing[step + 1];
    }
    byte[] from = new byte[CertifiedFloors.FLOORS];
    Arrays.fill(from, CertifiedFloors.NEVER);
    int least = 0;
    for (int i = 0; i < from.length; i++) {
      int floor = CertifiedFloors.LEAST_FLOOR + i;
      int first = first(count, floor);
      int last = CertifiedFloors.NEVER;
      for (int step = first; step >= floor && passes(count, missing, step, floor, whole); step--) {
        last = step;
      }
      least = Math.max(least, last);
      if (least > first) {
        break;
      }
      from[i] = (byte) least;
    }
    return from;
  }

  /** The highest hundredth that {@code chance} reaches, as the bundle compares them. */
  private static int step(double chance) {
    int step = Math.clamp((int) (chance * STEPS) + 1, 0, STEPS);
    while (step > 0 && chance < step / 100.0) {
      step--;
    }
    return step;
  }

  private boolean passes(int[] count, double[] missing, int step, int floor, boolean whole) {
    return evidence.chance(count[step], missing[step], floor / 100.0, whole)
        <= 1 - CertifiedFloors.CONFIDENCE;
  }

  /**
   * The highest chance that so many rows have that a mean half way between the floor and 1 would
   * show; the floor itself if there is none.
   */
  private static int first(int[] count, int floor) {
    double rows = Math.max(FIRST_ROWS, Math.pow(2 * ROOM, 2) * floor / (100 - floor));
    int step = STEPS;
    while (step > floor && count[step] < rows) {
      step--;
    }
    return step;
  }
}
