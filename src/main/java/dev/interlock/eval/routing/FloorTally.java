package dev.interlock.eval.routing;

import dev.interlock.eval.pool.Figures;
import dev.interlock.predictor.training.Example;

/** What becomes of a floor, over draws of the prompts. One thread. */
final class FloorTally {
  /** Deviations that chance alone exceeds, on this side, once in twenty times. */
  private static final double ONE_IN_TWENTY = 1.645;

  private final double floor;
  private int[] reached = new int[0];
  private double[] scores = new double[0];
  private int rows;
  private int served;
  private double servedScore;
  private double score;
  private double cost;

  private int draws;
  private int pairs;
  private int below;
  private int surelyBelow;
  private double coverage;
  private double share;
  private double quality;
  private double sufficient;
  private int drawsServed;
  private double costs;

  FloorTally(double floor) {
    this.floor = floor;
  }

  /**
   * A prompt.
   *
   * @param reach by model, the highest floor it reaches here
   * @param chance by model; the likeliest answers where none reaches the floor
   * @param price expected cost by model; else the cheapest of those that reach it answers
   */
  void add(Example example, double[] reach, double[] chance, double[] price) {
    if (reached.length == 0) {
      reached = new int[reach.length];
      scores = new double[reach.length];
    }
    int cheapest = -1;
    int likeliest = 0;
    for (int m = 0; m < reach.length; m++) {
      if (reach[m] >= floor) {
        reached[m]++;
        scores[m] += example.scores()[m];
        cheapest = cheapest < 0 || price[m] < price[cheapest] ? m : cheapest;
      }
      likeliest = chance[m] > chance[likeliest] ? m : likeliest;
    }
    int chosen = cheapest < 0 ? likeliest : cheapest;
    rows++;
    score += example.scores()[chosen];
    cost += example.costs()[chosen];
    if (cheapest >= 0) {
      served++;
      servedScore += example.scores()[chosen];
    }
  }

  /**
   * The prompts of this draw are over.
   *
   * @param bestCost mean cost of the best single model on them
   */
  void endOfDraw(double bestCost) {
    for (int m = 0; m < reached.length; m++) {
      coverage += (double) reached[m] / rows / reached.length;
      if (reached[m] > 0) {
        double mean = scores[m] / reached[m];
        double deviation = Math.sqrt(floor * (1 - floor) / reached[m]);
        pairs++;
        below += mean < floor ? 1 : 0;
        surelyBelow += mean < floor - ONE_IN_TWENTY * deviation ? 1 : 0;
      }
    }
    draws++;
    share += (double) served / rows;
    if (served > 0) {
      sufficient += servedScore / served;
      drawsServed++;
    }
    quality += score / rows;
    costs += cost / rows / bestCost;
    reached = new int[0];
    scores = new double[0];
    rows = 0;
    served = 0;
    servedScore = 0;
    score = 0;
    cost = 0;
  }

  /** Of pairs of a draw and a model with some prompt at the floor; then of the router's choices. */
  Figures figures() {
    return new Figures()
        .put("pairs", pairs)
        .put("below", (double) below / pairs)
        .put("surely_below", (double) surelyBelow / pairs)
        .put("coverage", coverage / draws)
        .put("served", share / draws)
        .put("served_quality", sufficient / drawsServed)
        .put("quality", quality / draws)
        .put("cost", costs / draws);
  }
}
