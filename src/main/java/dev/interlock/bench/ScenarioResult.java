package dev.interlock.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a row came to.
 *
 * @param one over one connection: latencies at the row's constant rate, throughput in a closed loop
 * @param many the same over 32 connections
 * @param rounds what {@code one} is the median of
 */
record ScenarioResult(Percentiles one, Percentiles many, List<Percentiles> rounds) {
  ScenarioResult {
    rounds = List.copyOf(rounds);
  }

  /** By how much the median latency is above {@code other}'s, in microseconds, round by round. */
  double[] p50Above(ScenarioResult other) {
    int both = Math.min(rounds.size(), other.rounds.size());
    return IntStream.range(0, both)
        .mapToDouble(i -> rounds.get(i).p50Micros() - other.rounds.get(i).p50Micros())
        .toArray();
  }
}
