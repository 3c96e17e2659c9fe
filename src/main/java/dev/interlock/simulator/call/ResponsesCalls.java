package dev.interlock.simulator.call;

import dev.interlock.inference.Api;
import dev.interlock.simulator.call.Call.Generation;
import dev.interlock.simulator.call.Call.ToolCall;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads {@code /v1/responses}. */
final class ResponsesCalls {
  private ResponsesCalls() {}

  static Generation read(Fields fields) {
    String model = fields.requiredString("model");
    Text text = new Text();
    JsonNode input = fields.required("input");
    fields.expect(input.isString() || input.isArray(), "input", "a string or an array of items");
    if (input.isString()) {
      text.turn("user", input.stringValue());
    }
    for (JsonNode item : input) {
      item(fields, item, text);
    }
    if (fields.get("instructions").isString()) {
      text.aside(fields.get("instructions"));
    }
    Tools tools = new Tools();
    for (JsonNode tool : fields.get("tools")) {
      if (tool.path("type").stringValue("").equals("function")) {
        fields.expect(tool.path("name").isString(), "tools.name", "a string");
        text.aside(tool);
        tools.offer(tool.path("name").stringValue(""), tool.path("parameters"));
      }
    }
    fields.between("temperature", 0, 2);
    return new Generation(
        Api.RESPONSES,
        model,
        fields.flag("stream"),
        true,
        text.prompt(),
        text.tokens(),
        fields.positive("max_output_tokens"),
        toolCall(fields, tools, text),
        json(fields.get("text").path("format")));
  }

  private static void item(Fields fields, JsonNode item, Text text) {
    switch (item.path("type").stringValue("message")) {
      case "message" -> {
        String role = item.path("role").stringValue("");
        fields.expect(!role.isEmpty(), "input.role", "a string");
        JsonNode content = item.path("content");
        fields.expect(
            content.isString() || content.isArray(), "input.content", "a string or an array");
        StringBuilder said = new StringBuilder(content.stringValue(""));
        for (JsonNode part : content) {
          said.append(part.path("text").stringValue(""));
        }
        text.turn(role, said.toString());
      }
      case "function_call_output" -> text.turn("tool", item.path("output").asString(""));
      default -> text.aside(item);
    }
  }

  private static Optional<ToolCall> toolCall(Fields fields, Tools tools, Text text) {
    JsonNode choice = fields.get("tool_choice");
    if (choice.isObject()) {
      return tools.call(choice.path("name").stringValue(""));
    }
    return switch (choice.stringValue("auto")) {
      case "none" -> Optional.empty();
      case "required" -> tools.callAny(text.prompt());
      default -> text.toolResultLast() ? Optional.empty() : tools.callIfAsked(text.prompt());
    };
  }

  private static Optional<String> json(JsonNode format) {
    return switch (format.path("type").stringValue("text")) {
      case "json_object" -> Optional.of("{\"answer\":\"sample answer\"}");
      case "json_schema" -> Optional.of(SampleJson.of(format.path("schema")));
      default -> Optional.empty();
    };
  }
}
