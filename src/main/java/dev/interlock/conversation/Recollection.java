package dev.interlock.conversation;

import java.util.Optional;

/**
 * What is remembered when a request comes.
 *
 * @param source how its conversation is known
 * @param answered whether a model has spoken in it: then there is something to remember
 * @param past who answered so far; empty if it is new, or nobody here knows
 * @param key what this request's own answer will be remembered by
 * @param nowNanos when the request came, on the memory's clock
 */
public record Recollection(
    Source source, boolean answered, Optional<Conversation> past, Key key, long nowNanos) {
  /** How a conversation is known. */
  public enum Source {
    /** Nothing is remembered. */
    OFF,
    /** By its own earlier turns. */
    TURNS,
    /** By the header that the operator named. */
    HEADER
  }

  /** What an answer is remembered by; means nothing to others. */
  public sealed interface Key {}

  record Known(Fingerprint fingerprint) implements Key {}

  record Nothing() implements Key {}

  /** Nothing is remembered, nor will be. */
  static Recollection off() {
    return new Recollection(Source.OFF, false, Optional.empty(), new Nothing(), 0);
  }
}
