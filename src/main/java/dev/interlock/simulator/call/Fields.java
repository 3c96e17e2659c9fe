package dev.interlock.simulator.call;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a body's fields and remembers the first that is wrong, so that readers need no early
 * returns. One thread, one request.
 */
final class Fields {
  private final JsonNode body;
  private @Nullable Refusal problem;

  Fields(JsonNode body) {
    this.body = body;
  }

  JsonNode get(String name) {
    return body.path(name);
  }

  /** The first thing wrong, if anything is. */
  Optional<Refusal> problem() {
    return Optional.ofNullable(problem);
  }

  void reject(String name, String message) {
    if (problem == null) {
      problem = Refusal.invalid(name, message);
    }
  }

  /** Rejects {@code name} unless {@code holds}. */
  void expect(boolean holds, String name, String expected) {
    if (!holds) {
      reject(name, "Invalid value for '" + name + "' (expected: " + expected + ")");
    }
  }

  String requiredString(String name) {
    JsonNode value = required(name);
    expect(value.isString() && !value.stringValue("").isEmpty(), name, "a non-empty string");
    return value.stringValue("");
  }

  JsonNode required(String name) {
    JsonNode value = body.path(name);
    if (absent(value)) {
      reject(name, "Missing required parameter: '" + name + "'.");
    }
    return value;
  }

  boolean flag(String name) {
    JsonNode value = body.path(name);
    expect(absent(value) || value.isBoolean(), name, "a boolean");
    return value.booleanValue(false);
  }

  OptionalInt positive(String name) {
    JsonNode value = body.path(name);
    if (absent(value)) {
      return OptionalInt.empty();
    }
    expect(value.isInt() && value.intValue() > 0, name, "a positive integer");
    return OptionalInt.of(Math.max(1, value.intValue(1)));
  }

  void between(String name, double low, double high) {
    JsonNode value = body.path(name);
    expect(
        absent(value)
            || (value.isNumber() && value.doubleValue() >= low && value.doubleValue() <= high),
        name,
        "a number from " + low + " to " + high);
  }

  static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
