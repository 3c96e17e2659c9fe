package dev.interlock.predictor;

/** Chances as log-odds, and back. Nothing is certain: they stay finite. */
final class LogOdds {
  private static final double EDGE = 0.01;

  private LogOdds() {}

  static double of(double chance) {
    double inside = Math.clamp(chance, EDGE, 1 - EDGE);
    return Math.log(inside / (1 - inside));
  }

  static double chance(double odds) {
    return 1 / (1 + Math.exp(-odds));
  }
}
