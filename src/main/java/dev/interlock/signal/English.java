package dev.interlock.signal;

import java.util.Optional;

/** Heads trained on English text alone do not speak about other languages. */
public final class English {
  private static final double SURE = 0.6;

  private English() {}

  /**
   * Why English-only heads must abstain, if they must: the language signal, registered before them,
   * is sure of another language.
   */
  public static Optional<SignalValue.Unavailable> objection(SignalSet.Builder soFar) {
    return soFar.get("language") instanceof SignalValue.Label language
            && language.confidence() >= SURE
            && !language.label().equals("en")
            && !language.label().equals("unknown")
        ? Optional.of(new SignalValue.Unavailable("trained on English only"))
        : Optional.empty();
  }
}
