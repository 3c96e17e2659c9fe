package dev.interlock.signal;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a signal is: its name in expressions ({@code signals.<name>}), its type, and one sentence
 * for the reference.
 *
 * @param name lower-case identifier
 * @param type its type in expressions
 * @param meaning one sentence, for the generated reference
 * @param kinds what {@link SignalType#FINDINGS} may find, lower-case identifiers; else empty
 */
public record SignalSpec(String name, SignalType type, String meaning, List<String> kinds) {
  public SignalSpec {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(meaning, "meaning");
    kinds = List.copyOf(kinds);
  }

  /** A signal that finds no kinds of things. */
  public SignalSpec(String name, SignalType type, String meaning) {
    this(name, type, meaning, List.of());
  }
}
