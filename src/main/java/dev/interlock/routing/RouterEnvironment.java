package dev.interlock.routing;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where a router gets what is never the same twice.
 *
 * @param ids a fresh decision id each time; thread-safe
 * @param clock the time of day
 * @param nanoTime the stage timer, nanoseconds
 */
public record RouterEnvironment(Supplier<String> ids, InstantSource clock, LongSupplier nanoTime) {
  public RouterEnvironment {
    requireNonNull(ids, "ids");
    requireNonNull(clock, "clock");
    requireNonNull(nanoTime, "nanoTime");
  }
}
