package dev.interlock.simulator;

import java.util.SplittableRandom;

/**
 * How many tokens an answer has: log-normal, as answer lengths of real models roughly are.
 *
 * @param median tokens of the typical answer
 * @param spread standard deviation of the logarithm; 0 makes every answer {@code median} long
 */
public record TokenCount(int median, double spread) {
  public TokenCount {
    if (median < 1) {
      throw new IllegalArgumentException("tokens.median: " + median + " (expected: 1 or more)");
    }
    if (!(spread >= 0 && spread <= 3)) {
      throw new IllegalArgumentException("tokens.spread: " + spread + " (expected: 0 to 3)");
    }
  }

  int draw(SplittableRandom random) {
    return Math.clamp(Math.round(median * Math.exp(spread * random.nextGaussian())), 1, 4096);
  }
}
