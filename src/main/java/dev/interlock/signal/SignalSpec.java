package dev.interlock.signal;

import static java.util.Objects.requireNonNull;

/**
 * What a signal is: its name in expressions ({@code signals.<name>}), its type, and one sentence
 * for the reference.
 *
 * @param name lower-case identifier
 * @param type its type in expressions
 * @param meaning one sentence, for the generated reference
 */
public record SignalSpec(String name, SignalType type, String meaning) {
  public SignalSpec {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(meaning, "meaning");
  }
}
