package dev.interlock.simulator.call;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes a value that satisfies a JSON Schema: tool arguments and structured answers. */
final class SampleJson {
  private static final int DEPTH_LIMIT = 12;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode root;

  private SampleJson(JsonNode root) {
    this.root = root;
  }

  /** An instance of {@code schema}, as JSON text; an absent schema gives an empty object. */
  static String of(JsonNode schema) {
    return schema.isObject() ? new SampleJson(schema).value(schema, "value", 0).toString() : "{}";
  }

  private JsonNode value(JsonNode schema, String name, int depth) {
    Optional<JsonNode> chosen = literal(schema);
    if (chosen.isPresent() || depth > DEPTH_LIMIT) {
      return chosen.orElseGet(JSON::nullNode);
    }
    for (String alternatives : new String[] {"anyOf", "oneOf", "allOf"}) {
      if (schema.path(alternatives).path(0).isObject()) {
        return value(schema.path(alternatives).path(0), name, depth + 1);
      }
    }
    String reference = schema.path("$ref").stringValue("");
    if (reference.startsWith("#/")) {
      return value(root.at(reference.substring(1)), name, depth + 1);
    }
    JsonNode type =
        schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
    return switch (type.stringValue(schema.has("properties") ? "object" : "string")) {
      case "object" -> object(schema, depth);
      case "array" -> JSON.arrayNode().add(value(schema.path("items"), name, depth + 1));
      case "integer" -> JSON.numberNode(schema.path("minimum").intValue(1));
      case "number" -> JSON.numberNode(schema.path("minimum").doubleValue(1.5));
      case "boolean" -> JSON.booleanNode(true);
      case "null" -> JSON.nullNode();
      default -> JSON.stringNode("sample " + name);
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      object.set(property.getKey(), value(property.getValue(), property.getKey(), depth + 1));
    }
    return object;
  }

  private static Optional<JsonNode> literal(JsonNode schema) {
    if (schema.has("const")) {
      return Optional.of(schema.path("const"));
    }
    return Optional.of(schema.path("enum").path(0)).filter(first -> !first.isMissingNode());
  }
}
