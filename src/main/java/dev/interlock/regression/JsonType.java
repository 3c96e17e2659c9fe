package dev.interlock.regression;

import dev.interlock.config.ConfigNode;
import dev.interlock.config.ConfigNode.Mapping;
import dev.interlock.config.ConfigNode.Scalar;
import dev.interlock.config.ConfigNode.Sequence;
import dev.interlock.config.Reading;
import dev.interlock.config.Shape;
import dev.interlock.config.Type;
import dev.interlock.config.Types;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A mapping of whatever kind, as JSON: a request body written in YAML. */
record JsonType() implements Type<ObjectNode> {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Override
  public ObjectNode read(ConfigNode node, Reading reading) {
    if (node instanceof Mapping mapping) {
      return object(mapping);
    }
    reading.problems().error(node.location(), node.found(), "a request body, as a mapping");
    return placeholder();
  }

  private static JsonNode json(ConfigNode node) {
    return switch (node) {
      case Mapping mapping -> object(mapping);
      case Sequence(_, var elements) -> {
        var array = JSON.arrayNode();
        elements.forEach(element -> array.add(json(element)));
        yield array;
      }
      case Scalar(_, var text, var kind) ->
          switch (kind) {
            case STRING -> JSON.stringNode(text);
            case INTEGER, FLOAT -> JSON.numberNode(new BigDecimal(text.replace("_", "")));
            case BOOLEAN -> JSON.booleanNode(Boolean.parseBoolean(text));
            case NULL -> JSON.nullNode();
          };
    };
  }

  private static ObjectNode object(Mapping mapping) {
    ObjectNode object = JSON.objectNode();
    mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
    return object;
  }

  @Override
  public ObjectNode placeholder() {
    return JSON.objectNode();
  }

  @Override
  public Shape shape() {
    return Types.text().shape();
  }

  @Override
  public Object show(ObjectNode value) {
    return value.toString();
  }
}
