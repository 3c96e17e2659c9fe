package dev.interlock.conversation;

import java.util.List;
import java.util.Optional;

/**
 * What is remembered when a request comes.
 *
 * @param source how its conversation is known
 * @param answered whether a model has spoken in it: then there is something to remember
 * @param past who answered so far; empty if it is new, or nobody here knows
 * @param latest whether its last answer is known to be that of {@code past}, and not an earlier one
 *     or another of the same session
 * @param key what this request's own answer will be remembered by
 * @param nowNanos when the request came, on the memory's clock
 */
public record Recollection(
    Source source,
    boolean answered,
    Optional<Conversation> past,
    boolean latest,
    Key key,
    long nowNanos) {
  /**
   * Whether {@code past} is of these very turns: then their prompt is what a provider has cached.
   */
  public boolean cached() {
    return latest && source == Source.TURNS;
  }

  /** How a conversation is known. */
  public enum Source {
    /** Nothing is remembered. */
    OFF,
    /** By its own earlier turns. */
    TURNS,
    /** By the header that the operator named, and what was said there since a user spoke last. */
    EXCHANGE,
    /** By that header alone. */
    HEADER
  }

  /** What an answer is remembered by; means nothing to others. */
  public sealed interface Key {}

  /**
   * @param turns of the request's turns
   * @param session of what its header names; empty without one
   */
  record Known(Fingerprint turns, Optional<Session> session) implements Key {}

  /**
   * @param name of the name in the header
   * @param exchange of what was said there since a user spoke last
   */
  record Session(Fingerprint name, Fingerprint exchange) {
    /** Both. */
    List<Fingerprint> all() {
      return List.of(name, exchange);
    }
  }

  record Nothing() implements Key {}

  /** Nothing is remembered, nor will be. */
  static Recollection off() {
    return new Recollection(Source.OFF, false, Optional.empty(), false, new Nothing(), 0);
  }
}
