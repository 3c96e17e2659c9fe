package dev.interlock.signal;

import java.util.function.Supplier;

/** Heads trained on English text alone do not speak about other languages. */
public final class English {
  private static final double SURE = 0.6;
  private static final SignalValue ABSTAINED =
      new SignalValue.Unavailable("trained on English only");

  private English() {}

  /**
   * What {@code head} reads, unless the language signal, registered before the heads, is sure of
   * another language.
   */
  public static SignalValue only(SignalSet.Builder soFar, Supplier<SignalValue> head) {
    return soFar.get("language") instanceof SignalValue.Label language
            && language.confidence() >= SURE
            && !language.label().equals("en")
            && !language.label().equals("unknown")
        ? ABSTAINED
        : head.get();
  }
}
