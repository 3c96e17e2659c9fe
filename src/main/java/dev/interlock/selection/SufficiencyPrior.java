package dev.interlock.selection;

/**
 * Chance of a sufficient answer until a trained bundle knows better, from the catalogue's {@code
 * quality} and the request's difficulty.
 *
 * <p>A Rasch model: the odds of success are the model's ability over the request's difficulty.
 * Difficulty <em>is</em> the calibrated chance that a 7B-class model fails, so that class anchors
 * the scale: a model of {@link #REFERENCE_QUALITY} gets exactly {@code 1 − difficulty}, and any
 * other is shifted by the ratio of the odds of its quality. It only takes the four operations, so
 * that it is the same number on every machine. See {@code docs/decisions/0002} for the reasoning.
 */
final class SufficiencyPrior {
  /** The catalogue's {@code quality} of a 7B-class model: share of mixed traffic answered well. */
  static final double REFERENCE_QUALITY = 0.62;

  /** Nothing is certain: keeps the odds finite. */
  private static final double EDGE = 0.001;

  private SufficiencyPrior() {}

  /** Ability of a model of {@code quality}, as a multiple of a 7B-class model's. */
  static double ability(double quality) {
    return odds(clamp(quality)) / odds(REFERENCE_QUALITY);
  }

  /** The chance that a model of {@code ability} answers sufficiently at {@code difficulty}. */
  static double chance(double ability, double difficulty) {
    double odds = ability / odds(clamp(difficulty));
    return odds / (1 + odds);
  }

  /** The difficulty at which the chance is {@code chance}: the inverse of {@link #chance}. */
  static double difficultyAt(double ability, double chance) {
    double odds = ability / odds(chance);
    return odds / (1 + odds);
  }

  /**
   * {@code chance} of a model whose quality is {@code from}, were its quality {@code to}: the same
   * shift of the odds that the prior has.
   */
  static double shifted(double chance, double from, double to) {
    if (from == to) {
      return chance;
    }
    double odds = odds(clamp(chance)) * odds(clamp(to)) / odds(clamp(from));
    return odds / (1 + odds);
  }

  /** {@code chance}, were its odds multiplied by {@code factor}. */
  static double multiplied(double chance, double factor) {
    double odds = odds(clamp(chance)) * factor;
    return odds / (1 + odds);
  }

  private static double odds(double p) {
    return p / (1 - p);
  }

  private static double clamp(double p) {
    return Math.min(1 - EDGE, Math.max(EDGE, p));
  }
}
