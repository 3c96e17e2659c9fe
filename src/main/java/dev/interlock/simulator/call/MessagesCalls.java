package dev.interlock.simulator.call;

import dev.interlock.inference.Api;
import dev.interlock.simulator.call.Call.Generation;
import dev.interlock.simulator.call.Call.ToolCall;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Reads Anthropic's {@code /v1/messages}. */
final class MessagesCalls {
  private MessagesCalls() {}

  static Generation read(Fields fields) {
    String model = fields.requiredString("model");
    fields.required("max_tokens");
    OptionalInt maxTokens = fields.positive("max_tokens");
    Text text = new Text();
    JsonNode system = fields.get("system");
    fields.expect(
        Fields.absent(system) || system.isString() || system.isArray(),
        "system",
        "a string or an array of blocks");
    text.aside(system);
    messages(fields, text);
    Tools tools = new Tools();
    for (JsonNode tool : fields.get("tools")) {
      fields.expect(tool.path("name").isString(), "tools.name", "a string");
      text.aside(tool);
      tools.offer(tool.path("name").stringValue(""), tool.path("input_schema"));
    }
    fields.between("temperature", 0, 1);
    return new Generation(
        Api.MESSAGES,
        model,
        fields.flag("stream"),
        true,
        text.prompt(),
        text.tokens(),
        maxTokens,
        toolCall(fields, tools, text),
        Optional.empty());
  }

  private static void messages(Fields fields, Text text) {
    JsonNode messages = fields.required("messages");
    fields.expect(messages.isArray() && !messages.isEmpty(), "messages", "a non-empty array");
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.path(i);
      String role = message.path("role").stringValue("");
      fields.expect(
          role.equals("user") || role.equals("assistant"),
          "messages." + i + ".role",
          "user or assistant");
      JsonNode content = message.path("content");
      fields.expect(
          content.isString() || content.isArray(),
          "messages." + i + ".content",
          "a string or an array of blocks");
      boolean toolResult = false;
      StringBuilder said = new StringBuilder(content.stringValue(""));
      for (JsonNode block : content) {
        fields.expect(block.path("type").isString(), "messages." + i + ".content.type", "a string");
        said.append(block.path("text").stringValue(""));
        toolResult |= block.path("type").stringValue("").equals("tool_result");
      }
      text.turn(toolResult ? "tool" : role, said.toString());
    }
  }

  private static Optional<ToolCall> toolCall(Fields fields, Tools tools, Text text) {
    JsonNode choice = fields.get("tool_choice");
    return switch (choice.path("type").stringValue("auto")) {
      case "none" -> Optional.empty();
      case "any" -> tools.callAny(text.prompt());
      case "tool" -> {
        String name = choice.path("name").stringValue("");
        fields.expect(tools.contains(name), "tool_choice.name", "the name of a tool in tools");
        yield tools.call(name);
      }
      case "auto" -> text.toolResultLast() ? Optional.empty() : tools.callIfAsked(text.prompt());
      default -> {
        fields.expect(false, "tool_choice.type", "auto, any, tool or none");
        yield Optional.empty();
      }
    };
  }
}
