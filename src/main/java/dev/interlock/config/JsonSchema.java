package dev.interlock.config;

import dev.interlock.config.Shape.Choice;
import dev.interlock.config.Shape.Listing;
import dev.interlock.config.Shape.Names;
import dev.interlock.config.Shape.Presence;
import dev.interlock.config.Shape.Single;
import dev.interlock.config.Shape.Structure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON Schema (draft 2020-12) of what the readers accept, for editors. It cannot say everything
 * they check: a file it passes may still be refused.
 */
public final class JsonSchema {
  private static final String VARIABLE = "#/$defs/variable";

  private JsonSchema() {}

  /** The schema of {@code type}, as text. */
  public static String of(Type<?> type, String id, String title) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", id);
    schema.put("title", title);
    schema.putAll(schema(type.shape()));
    schema.put("$defs", Map.of("variable", variable()));
    var indenter = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    return JsonMapper.shared().writer().with(printer).writeValueAsString(schema) + "\n";
  }

  private static Map<String, Object> variable() {
    var variable = new LinkedHashMap<String, Object>();
    variable.put("description", "A value from the environment: ${NAME} or ${NAME:-default}.");
    variable.put("type", "string");
    variable.put("pattern", "\\$\\{");
    return variable;
  }

  private static Map<String, Object> schema(Shape shape) {
    return switch (shape) {
      case Single single -> single(single);
      case Listing(Shape element, boolean mayBeEmpty) -> {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "array");
        schema.put("items", schema(element));
        if (!mayBeEmpty) {
          schema.put("minItems", 1);
        }
        yield schema;
      }
      case Names(Shape value) -> {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("additionalProperties", schema(value));
        yield schema;
      }
      case Structure structure -> structure(structure);
    };
  }

  private static Map<String, Object> single(Single single) {
    boolean anyText =
        "string".equals(single.schema().get("type"))
            && !single.schema().containsKey("pattern")
            && !single.schema().containsKey("enum")
            && !single.schema().containsKey("format");
    return anyText || !single.variables()
        ? single.schema()
        : Map.of("anyOf", List.of(single.schema(), Map.of("$ref", VARIABLE)));
  }

  private static Map<String, Object> structure(Structure structure) {
    var properties = new LinkedHashMap<String, Object>();
    var required = new ArrayList<String>();
    for (Shape.Key key : structure.keys()) {
      properties.put(key.name(), property(key));
      if (key.presence() instanceof Presence.Required) {
        required.add(key.name());
      }
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    if (!structure.choices().isEmpty()) {
      schema.put("allOf", structure.choices().stream().map(JsonSchema::choice).toList());
    }
    return schema;
  }

  private static Map<String, Object> property(Shape.Key key) {
    var property = new LinkedHashMap<String, Object>();
    switch (key.presence()) {
      case Presence.NotYet _ -> {
        property.put("description", "Not in this version. " + key.meaning());
        property.put("not", Map.of());
      }
      case Presence.Default(Object value) -> {
        property.put("description", key.meaning());
        property.putAll(schema(key.shape()));
        property.put("default", value);
      }
      case Presence.Required _, Presence.Optional _, Presence.Section _ -> {
        property.put("description", key.meaning());
        property.putAll(schema(key.shape()));
      }
    }
    return property;
  }

  /** None or one of the keys; with {@code required}, one. */
  private static Map<String, Object> choice(Choice choice) {
    List<Object> each = new ArrayList<>();
    choice.keys().forEach(key -> each.add(Map.of("required", List.of(key))));
    if (!choice.required()) {
      each.add(Map.of("not", Map.of("anyOf", List.copyOf(each))));
    }
    return Map.of("oneOf", each);
  }
}
