package dev.interlock.routing;

import static java.util.Objects.requireNonNull;

import dev.interlock.cache.ResponseCache;
import dev.interlock.conversation.Conversations;
import dev.interlock.failover.Breakers;
import dev.interlock.memory.Learning;
import dev.interlock.semantic.SemanticCache;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where a router gets what is never the same twice.
 *
 * @param ids a fresh decision id each time; thread-safe
 * @param clock the time of day
 * @param nanoTime the stage timer, nanoseconds
 * @param breakers which models failed lately
 * @param conversations who answered in which conversation
 * @param learning what became of earlier decisions
 * @param cache answers that may be given again
 * @param meanings finds them for questions that mean the same; hears which are called bad
 * @param lots evenly spread over [0, 1): what is tried, to learn; thread-safe
 */
public record RouterEnvironment(
    Supplier<String> ids,
    InstantSource clock,
    LongSupplier nanoTime,
    Breakers breakers,
    Conversations conversations,
    Learning learning,
    ResponseCache cache,
    SemanticCache meanings,
    DoubleSupplier lots) {
  public RouterEnvironment {
    requireNonNull(ids, "ids");
    requireNonNull(clock, "clock");
    requireNonNull(nanoTime, "nanoTime");
    requireNonNull(breakers, "breakers");
    requireNonNull(conversations, "conversations");
    requireNonNull(learning, "learning");
    requireNonNull(cache, "cache");
    requireNonNull(meanings, "meanings");
    requireNonNull(lots, "lots");
    cache.foundBy(meanings.others());
  }

  /** With no answers kept. */
  public RouterEnvironment(
      Supplier<String> ids,
      InstantSource clock,
      LongSupplier nanoTime,
      Breakers breakers,
      Conversations conversations,
      Learning learning,
      DoubleSupplier lots) {
    this(
        ids,
        clock,
        nanoTime,
        breakers,
        conversations,
        learning,
        new ResponseCache(clock, nanoTime, lots),
        new SemanticCache(clock, nanoTime, lots),
        lots);
  }

  /** With nothing learnt and nothing tried. */
  public RouterEnvironment(
      Supplier<String> ids,
      InstantSource clock,
      LongSupplier nanoTime,
      Breakers breakers,
      Conversations conversations) {
    this(ids, clock, nanoTime, breakers, conversations, new Learning(clock), () -> 1);
  }
}
