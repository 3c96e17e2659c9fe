package dev.interlock.routing;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** How far a decision came without waiting. */
public sealed interface Course {
  /** To its end. */
  record Decided(RoutingOutcome outcome) implements Course {}

  /**
   * An answer that only other replicas have might do; they are asked for it.
   *
   * @param fetched takes over what came, on a worker; comes soon, and never fails
   * @param rest decides then, on a worker; once
   */
  record Fetching(CompletionStage<Runnable> fetched, Supplier<RoutingOutcome> rest)
      implements Course {}
}
