package dev.interlock.bootstrap;

import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import java.util.List;

/** Signals that rules of test configurations read. */
final class Signals {
  static final List<SignalSpec> ALL =
      List.of(
          new SignalSpec("intent", SignalType.STRING, "What the text is about."),
          new SignalSpec("difficulty", SignalType.DOUBLE, "How hard it is."),
          new SignalSpec("tokens", SignalType.INT, "How long it is."));

  private Signals() {}
}
