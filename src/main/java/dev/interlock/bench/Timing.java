package dev.interlock.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/**
 * What one call costs, in this thread.
 *
 * @param p50Micros median
 * @param p99Micros 99th percentile
 * @param meanMicros mean
 * @param bytes allocated on the heap, mean
 */
record Timing(double p50Micros, double p99Micros, double meanMicros, double bytes) {
  private static final long LONGEST_NANOS = Duration.ofSeconds(10).toNanos();

  /**
   * Times {@code call}, one call after another.
   *
   * @param call is given the number of the call
   * @param warmup runs before anything is counted
   */
  static Timing of(IntConsumer call, Duration warmup, Duration duration) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int calls = repeat(call, 0, warmup, new Histogram(LONGEST_NANOS, 3));
    Histogram nanos = new Histogram(LONGEST_NANOS, 3);
    long before = threads.getCurrentThreadAllocatedBytes();
    repeat(call, calls, duration, nanos);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    return new Timing(
        nanos.getValueAtPercentile(50) / 1e3,
        nanos.getValueAtPercentile(99) / 1e3,
        nanos.getMean() / 1e3,
        (double) allocated / nanos.getTotalCount());
  }

  private static int repeat(IntConsumer call, int from, Duration duration, Histogram nanos) {
    int calls = from;
    long start = System.nanoTime();
    for (long now = start; now - start < duration.toNanos(); calls++) {
      call.accept(calls);
      long done = System.nanoTime();
      nanos.recordValue(Math.min(LONGEST_NANOS, done - now));
      now = done;
    }
    return calls;
  }
}
