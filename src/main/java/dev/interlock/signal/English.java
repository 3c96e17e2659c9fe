package dev.interlock.signal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Heads trained on English text alone do not speak about other languages. */
public final class English {
  /** Confidence from which on the language of a text is taken for certain. */
  public static final double SURE = 0.6;

  private static final SignalValue ABSTAINED =
      new SignalValue.Unavailable("trained on English only");

  private English() {}

  /**
   * What {@code head} reads, unless the language signal, registered before the heads, is sure of
   * another language.
   */
  public static SignalValue only(SignalSet.Builder soFar, Supplier<SignalValue> head) {
    return isAnother(soFar.get("language")) ? ABSTAINED : head.get();
  }

  /**
   * Whether {@code language}, the value of that signal, is surely another one: which, need not be
   * known.
   */
  public static boolean isAnother(@Nullable SignalValue language) {
    return language instanceof SignalValue.Label label
        && label.confidence() >= SURE
        && !label.label().equals("en");
  }
}
