package dev.interlock.extproc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.interlock.catalog.Model;
import dev.interlock.exchange.Attempt;
import dev.interlock.exchange.ExchangeSinks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The turns of one request. A turn that ends without an answer says nothing by itself, for the
 * client may have left; that the next one begins, or that the request is answered nevertheless,
 * says that the server had failed. Thread-safe.
 */
final class Turns {
  private final String decisionId;
  private final List<Model> plan;
  private final ExchangeSinks sinks;

  /** Turns without an answer, and when they ended; 0: not yet. */
  @GuardedBy("this")
  private final Map<Turn, Long> open = new LinkedHashMap<>();

  @GuardedBy("this")
  private int begun;

  /**
   * @param plan the models that the decision left, as its configuration knows them; empty: unknown
   */
  Turns(String decisionId, List<Model> plan, ExchangeSinks sinks) {
    this.decisionId = decisionId;
    this.plan = List.copyOf(plan);
    this.sinks = sinks;
  }

  /**
   * The model that the decision means by {@code id}, whatever has been reloaded since; empty: the
   * plan is unknown, or has none of that id.
   */
  Optional<Model> planned(String id) {
    return plan.stream().filter(model -> model.id().equals(id)).findFirst();
  }

  /** A turn begins, so the ones before it have failed. */
  synchronized void begin(Turn turn) {
    failOpenTurns(turn.beganNanos());
    begun++;
    open.put(turn, 0L);
    if (turn.number() > 1) {
      sinks.turned(turn.model());
    }
  }

  synchronized void answered(Turn turn, int status, Optional<Duration> retryAfter, long nanoTime) {
    if (open.remove(turn) != null) {
      report(turn, status, retryAfter, nanoTime);
    }
  }

  /** The turn did not come to pass: the model was not asked. */
  synchronized void withdrawn(Turn turn) {
    open.remove(turn);
  }

  /** The turn is over without an answer. */
  synchronized void left(Turn turn, long nanoTime) {
    open.computeIfPresent(turn, (_, _) -> nanoTime);
  }

  /** Whether nobody had a turn. */
  synchronized boolean isUnasked() {
    return begun == 0;
  }

  /** The client gets an answer, so turns without one have failed. Says how many there were. */
  synchronized int conclude(long nanoTime) {
    failOpenTurns(nanoTime);
    return begun;
  }

  @GuardedBy("this")
  private void failOpenTurns(long nanoTime) {
    open.forEach((turn, ended) -> report(turn, 0, Optional.empty(), ended == 0 ? nanoTime : ended));
    open.clear();
  }

  private void report(Turn turn, int status, Optional<Duration> retryAfter, long endNanos) {
    sinks.attempted(
        new Attempt(
            decisionId,
            turn.model(),
            turn.number(),
            status,
            retryAfter,
            turn.stream(),
            endNanos - turn.beganNanos()));
  }
}
