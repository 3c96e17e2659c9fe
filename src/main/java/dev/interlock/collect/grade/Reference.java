package dev.interlock.collect.grade;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a right answer is known by.
 *
 * @param expected right answers, any of which will do; may be empty
 * @param schema the JSON Schema that a right answer satisfies
 * @param method how to grade, if the prompt says so itself
 */
public record Reference(List<String> expected, Optional<JsonNode> schema, Optional<Method> method) {
  /** Nothing is known. */
  public static final Reference NONE = new Reference(List.of(), Optional.empty(), Optional.empty());

  public Reference {
    expected = List.copyOf(expected);
  }

  /** Not the texts. */
  @Override
  public String toString() {
    return "Reference[expected=" + expected.size() + ", schema=" + schema.isPresent() + "]";
  }
}
