package dev.interlock.failover;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A breaker per model, by id. They outlive configurations: what a server did lately is as true
 * after a reload. Thread-safe; never waits.
 */
public final class Breakers {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int LEAST_SERVER_ERROR = 500;
  private static final int OK = 200;

  private final Map<String, Breaker> byModel = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;
  private volatile BreakerSettings settings = BreakerSettings.DEFAULT;

  /**
   * Breakers of models that are all awake.
   *
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public Breakers(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Goes by {@code changed} from now on. */
  public void use(BreakerSettings changed) {
    settings = changed;
  }

  public Health health(String model) {
    Breaker breaker = settings.enabled() ? byModel.get(model) : null;
    return breaker == null ? Health.AWAKE : breaker.health(nanoTime.getAsLong());
  }

  /** Whether nothing keeps {@code model} from being asked first. */
  public boolean isAwake(String model) {
    return health(model) == Health.AWAKE;
  }

  /**
   * A request would ask {@code model}. Of many at once that find its rest over, one is told yes:
   * that one tries it, and the others keep away until there is an outcome, or the trial is {@link
   * #giveBack given back}.
   *
   * @param request names the request; empty: it will not give the trial back
   * @return whether nothing keeps the model from being asked by this request
   */
  public boolean claim(String model, String request) {
    BreakerSettings now = settings;
    Breaker breaker = now.enabled() ? byModel.get(model) : null;
    return breaker == null || breaker.claim(now, request, nanoTime.getAsLong());
  }

  /** {@code request} is over and has not asked {@code model}: if that was its trial, it is none. */
  public void giveBack(String model, String request) {
    Breaker breaker = byModel.get(model);
    if (breaker != null && !request.isEmpty()) {
      breaker.giveBack(request);
    }
  }

  /**
   * What came of a request to {@code model}.
   *
   * @param status HTTP status; 0 when there was no answer
   * @param retryAfter how long the server wants to be left alone
   * @param stream whether a stream was asked for: only then the first byte's time says something
   * @param nanos until the first byte, or until it was given up
   * @return whether that changed whether the model rests
   */
  public boolean heard(
      String model, int status, Optional<Duration> retryAfter, boolean stream, long nanos) {
    BreakerSettings now = settings;
    if (!now.enabled()) {
      return false;
    }
    long time = nanoTime.getAsLong();
    Breaker breaker = byModel.computeIfAbsent(model, _ -> new Breaker());
    if (status == TOO_MANY_REQUESTS && retryAfter.filter(Duration::isPositive).isPresent()) {
      return breaker.limited(now, retryAfter.get(), time);
    }
    boolean slow = status == OK && stream && nanos > now.slow().toNanos();
    boolean failure =
        status == 0 || status == TOO_MANY_REQUESTS || status >= LEAST_SERVER_ERROR || slow;
    return failure
        ? breaker.failed(now, time - nanos, time)
        : breaker.succeeded(now, time - nanos, time);
  }
}
