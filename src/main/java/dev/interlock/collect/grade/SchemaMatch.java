package dev.interlock.collect.grade;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Right is an answer that is JSON and satisfies the prompt's schema, JSON Schema 2020-12 unless it
 * says another draft. Nothing is fetched: a schema that refers elsewhere cannot be used.
 */
public final class SchemaMatch implements Grader {
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final ConcurrentHashMap<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  @Override
  public Grade grade(Task task) {
    Optional<JsonNode> schema = task.reference().schema();
    if (schema.isEmpty()) {
      return new Grade.Ungraded("no schema");
    }
    Optional<JsonNode> answer = JsonAnswer.read(task.answer());
    if (answer.isEmpty()) {
      return Grade.of(false);
    }
    try {
      return Grade.of(
          schemas
              .computeIfAbsent(schema.get(), registry::getSchema)
              .validate(answer.get())
              .isEmpty());
    } catch (SchemaException _) {
      return new Grade.Ungraded("schema not usable");
    }
  }
}
