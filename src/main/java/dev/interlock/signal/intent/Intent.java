package dev.interlock.signal.intent;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Something the operator wants to tell apart.
 *
 * @param name its name in expressions
 * @param examples texts that mean it; never logged
 */
public record Intent(String name, List<String> examples) {
  public Intent {
    requireNonNull(name, "name");
    examples = List.copyOf(examples);
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("examples of " + name + ": none (expected: at least one)");
    }
  }

  /** Never the examples: they may be real prompts. */
  @Override
  public String toString() {
    return "Intent[name=" + name + ", examples=" + examples.size() + "]";
  }
}
