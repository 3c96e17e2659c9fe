package dev.interlock.bench.load;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a load came to, warm-up left out.
 *
 * @param latencies in nanoseconds, of right answers only
 * @param sent requests due in the measured time
 * @param errors what went wrong, by kind: {@code status 503}, {@code body}, {@code connection},
 *     {@code unanswered}; warm-up included
 * @param duration the measured time
 * @param next the position of the request that would have come next
 */
public record LoadResult(
    Histogram latencies, long sent, Map<String, Long> errors, Duration duration, int next) {
  /** Right answers a second. */
  public double rps() {
    return latencies.getTotalCount() / (duration.toNanos() * 1e-9);
  }

  /**
   * The latency, in microseconds, that {@code percentile} per cent of the answers kept below; NaN
   * if there was no right answer, which is not fast.
   */
  public double micros(double percentile) {
    return latencies.getTotalCount() == 0
        ? Double.NaN
        : latencies.getValueAtPercentile(percentile) / 1e3;
  }

  /** All errors. */
  long errorCount() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }
}
