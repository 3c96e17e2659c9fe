package dev.interlock.collect;

import java.time.Duration;
import java.util.Optional;

/** What one try came to. */
sealed interface Verdict {
  /** What it cost, in USD, as far as anybody says. */
  double usd();

  /** It is over. */
  record Done(Reply reply) implements Verdict {
    @Override
    public double usd() {
      return reply.usd();
    }
  }

  /** The server wants the longest answer under its newer name. */
  record Respell() implements Verdict {
    @Override
    public double usd() {
      return 0;
    }
  }

  /**
   * Another try may do better.
   *
   * @param cause what stands if it does not
   * @param pause how long the server wants us to stay away, if it says so
   */
  record Again(Cause cause, Optional<Duration> pause, double usd) implements Verdict {}
}
