package dev.interlock.extproc;

import dev.interlock.cache.CacheKey;
import dev.interlock.concurrent.ByteBudget;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions that models are asked now, so that a herd of requests for one answer makes one call
 * ("single flight", after groupcache). Thread-safe.
 */
final class Flights {
  private static final Logger LOG = LoggerFactory.getLogger(Flights.class);

  /** So often in a row Envoy may lose patience before nobody waits any more. */
  private static final int MOST_UNHEARD = 3;

  /** Bytes of the bodies of all who wait: a quarter of what there is for bodies. */
  private static final long MOST_BYTES = 8 << 20;

  /** After that they wait again, to see whether Envoy does. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final ByteBudget room = new ByteBudget(MOST_BYTES);
  private final Map<Asked, Flight> open = new ConcurrentHashMap<>();
  private final Supplier<Duration> patience;
  private final AtomicInteger unheard = new AtomicInteger();
  private volatile long pausedNanos;
  private final Renewals renewals = new Renewals(System::nanoTime);

  /**
   * What is asked.
   *
   * @param usage whether the answer must say what it cost
   */
  record Asked(CacheKey key, boolean usage) {}

  /**
   * None yet.
   *
   * @param patience how long whoever asks the same waits; zero: they do not
   */
  Flights(Supplier<Duration> patience) {
    this.patience = patience;
  }

  /** How long whoever asks the same waits at most. */
  Duration patience() {
    if (unheard.get() < MOST_UNHEARD) {
      return patience.get();
    }
    if (System.nanoTime() - pausedNanos < PAUSE.toNanos()) {
      return Duration.ZERO;
    }
    unheard.set(0);
    return patience.get();
  }

  /** The flight that {@code key} has, for others to wait for. */
  Optional<Flight> of(Asked key) {
    return Optional.ofNullable(open.get(key));
  }

  /**
   * A flight that the caller leads, and must end whatever happens; empty if there is one already,
   * or nobody waits.
   */
  Optional<Flight> lead(Asked key) {
    if (patience().isZero()) {
      return Optional.empty();
    }
    var flight = new Flight(() -> open.remove(key));
    return open.putIfAbsent(key, flight) == null ? Optional.of(flight) : Optional.empty();
  }

  /**
   * Whether whoever asks {@code key} now is the one that asks a model anew, as nobody does or did
   * of late.
   *
   * @param createdMs when the answer came whose time is over
   */
  boolean renews(CacheKey key, long createdMs) {
    return !open.containsKey(new Asked(key, true))
        && !open.containsKey(new Asked(key, false))
        && renewals.claim(key, createdMs);
  }

  /** Somebody waited longer than Envoy does unless it is asked for patience. */
  void heard() {
    unheard.set(0);
  }

  /** Envoy gave up somebody who waited, at the moment when it does so unless it hears us. */
  void unheard() {
    if (unheard.incrementAndGet() == MOST_UNHEARD) {
      pausedNanos = System.nanoTime();
      LOG.warn(
          "cache.wait: Envoy does not wait for it, so nobody does for ten minutes (expected:"
              + " max_message_timeout of the decision filter as `interlock envoy` writes it)");
    }
  }

  /** Room for the bodies of those who wait. */
  ByteBudget room() {
    return room;
  }
}
