package dev.interlock.bench;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param rounds interleaved rounds, whose medians count
 * @param warmup for each row, before the first round
 * @param each one run; four a row and round
 * @param crowd the run with 200 clients
 * @param decisions each row of the decisions
 */
record Plan(int rounds, Duration warmup, Duration each, Duration crowd, Duration decisions) {
  static final Plan FULL =
      new Plan(
          5,
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(8));

  static final Plan QUICK =
      new Plan(
          1,
          Duration.ofMillis(1500),
          Duration.ofMillis(800),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2));
}
