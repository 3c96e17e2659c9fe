package dev.interlock.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many of each tenant per minute: a bucket that fills evenly and holds a minute's worth at
 * most. Of the tenants that have not been seen for longest, beyond a thousand, nothing is
 * remembered. Thread-safe.
 */
final class TenantRate {
  private static final int TENANTS = 1000;
  private static final double NANOS_PER_MINUTE = (double) TimeUnit.MINUTES.toNanos(1);

  private final int perMinute;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > TENANTS;
        }
      };

  private record Bucket(double tokens, long nanos) {}

  /**
   * Full buckets.
   *
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  TenantRate(int perMinute, LongSupplier nanoTime) {
    this.perMinute = perMinute;
    this.nanoTime = nanoTime;
  }

  /** Takes one of {@code tenant}, or returns false because it had its share. */
  synchronized boolean tryTake(String tenant) {
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.getOrDefault(tenant, new Bucket(perMinute, now));
    double filled = (double) (now - bucket.nanos()) / NANOS_PER_MINUTE * perMinute;
    double tokens = Math.min(perMinute, bucket.tokens() + filled);
    boolean taken = tokens >= 1;
    buckets.put(tenant, new Bucket(taken ? tokens - 1 : tokens, now));
    return taken;
  }
}
