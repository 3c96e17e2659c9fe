package dev.interlock.failover;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Arrays;

/**
 * One model's breaker: it counts failures within a window, lets the model rest when there are too
 * many, and lets one request at a time try it afterwards. Times are on one monotonic clock,
 * nanoseconds. Thread-safe.
 */
final class Breaker {
  /** Into how many parts the window is cut: an answer counts for the window, less one part. */
  private static final int PARTS = 10;

  private static final int LONGEST_DOUBLING = 16;

  @GuardedBy("this")
  private final int[] asked = new int[PARTS];

  @GuardedBy("this")
  private final int[] failed = new int[PARTS];

  /** Number of the newest part, counted from the clock's zero. */
  @GuardedBy("this")
  private long newest;

  /** How often in a row it had to rest; 0: it is awake. */
  @GuardedBy("this")
  private int rests;

  @GuardedBy("this")
  private long restsSince;

  @GuardedBy("this")
  private long restsUntil;

  /** Whether a request has claimed the trial after the last rest. */
  @GuardedBy("this")
  private boolean tried;

  @GuardedBy("this")
  private long triedUntil;

  /** Which request has claimed it; empty: one that nobody can name. */
  @GuardedBy("this")
  private String triedBy = "";

  synchronized Health health(long now) {
    if (rests == 0) {
      return Health.AWAKE;
    }
    boolean left = now - restsUntil < 0 || (tried && now - triedUntil < 0);
    return left ? Health.RESTING : Health.ON_TRIAL;
  }

  /**
   * A request would ask it. If that is the trial, others keep away until it has an outcome, or for
   * as long as the shortest rest if nobody hears of one, or until it is given back.
   *
   * @param request names the request; empty: it will not give the trial back
   * @return whether nothing keeps it from being asked by this request: it is awake, or this is its
   *     trial
   */
  synchronized boolean claim(BreakerSettings settings, String request, long now) {
    return switch (health(now)) {
      case AWAKE -> true;
      case RESTING -> false;
      case ON_TRIAL -> {
        tried = true;
        triedBy = request;
        triedUntil = now + settings.rest().toNanos();
        yield true;
      }
    };
  }

  /** {@code request} has not asked it, and will not: if it has the trial, another may. */
  synchronized void giveBack(String request) {
    if (triedBy.equals(request)) {
      tried = false;
    }
  }

  /**
   * It answered.
   *
   * @param began when it was asked: what was asked before a rest says nothing about its end
   * @return whether it is awake again by this
   */
  synchronized boolean succeeded(BreakerSettings settings, long began, long now) {
    if (rests == 0) {
      count(settings, 0, now);
      return false;
    }
    if (began - restsSince < 0) {
      return false;
    }
    rests = 0;
    tried = false;
    Arrays.fill(asked, 0);
    Arrays.fill(failed, 0);
    return true;
  }

  /**
   * It failed.
   *
   * @return whether it rests by this
   */
  synchronized boolean failed(BreakerSettings settings, long began, long now) {
    if (rests > 0) {
      // Whoever asked it after its rest has tried it, whether by a claim or by name.
      boolean trial = began - restsUntil >= 0;
      if (trial) {
        rest(restOf(settings, rests), now);
      }
      return trial;
    }
    count(settings, 1, now);
    int all = Arrays.stream(asked).sum();
    int bad = Arrays.stream(failed).sum();
    if (all < settings.requests() || bad < settings.failures() * all) {
      return false;
    }
    rest(settings.rest(), now);
    return true;
  }

  /**
   * It wants to be left alone for a while. Wishes while it rests already make that rest longer, and
   * are no further rest: many requests at once hear the same.
   *
   * @return whether it rests by this
   */
  synchronized boolean limited(BreakerSettings settings, Duration wish, long now) {
    Duration rest = wish.compareTo(settings.longestRest()) > 0 ? settings.longestRest() : wish;
    if (rests > 0 && now + rest.toNanos() - restsUntil <= 0) {
      return false;
    }
    if (rests > 0 && now - restsUntil < 0) {
      restsSince = now;
      restsUntil = now + rest.toNanos();
      return false;
    }
    rest(rest, now);
    return true;
  }

  @GuardedBy("this")
  private void rest(Duration length, long now) {
    rests++;
    tried = false;
    restsSince = now;
    restsUntil = now + length.toNanos();
  }

  private static Duration restOf(BreakerSettings settings, int before) {
    Duration doubled = settings.rest().multipliedBy(1L << Math.min(before, LONGEST_DOUBLING));
    return doubled.compareTo(settings.longestRest()) > 0 ? settings.longestRest() : doubled;
  }

  @GuardedBy("this")
  private void count(BreakerSettings settings, int failures, long now) {
    long part = Math.floorDiv(now, Math.max(1, settings.window().toNanos() / PARTS));
    if (part - newest >= PARTS || part < newest) {
      Arrays.fill(asked, 0);
      Arrays.fill(failed, 0);
    } else {
      for (long old = newest + 1; old <= part; old++) {
        asked[Math.floorMod(old, PARTS)] = 0;
        failed[Math.floorMod(old, PARTS)] = 0;
      }
    }
    newest = part;
    asked[Math.floorMod(part, PARTS)]++;
    failed[Math.floorMod(part, PARTS)] += failures;
  }
}
