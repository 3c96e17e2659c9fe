package dev.interlock.simulator.call;

import dev.interlock.inference.Api;
import dev.interlock.simulator.call.Call.Generation;
import dev.interlock.simulator.call.Call.ToolCall;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads {@code /v1/chat/completions}. */
final class ChatCalls {
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");
  private static final Set<String> PARTS =
      Set.of("text", "image_url", "input_audio", "file", "refusal");

  private ChatCalls() {}

  static Generation read(Fields fields) {
    String model = fields.requiredString("model");
    Text text = new Text();
    messages(fields, text);
    Tools tools = tools(fields, text);
    boolean stream = fields.flag("stream");
    JsonNode streamOptions = fields.get("stream_options");
    fields.expect(
        Fields.absent(streamOptions) || stream, "stream_options", "absent unless stream is true");
    fields.between("temperature", 0, 2);
    fields.between("top_p", 0, 1);
    fields.between("n", 1, 1);
    OptionalInt limit = fields.positive("max_completion_tokens");
    OptionalInt oldLimit = fields.positive("max_tokens");
    return new Generation(
        Api.CHAT,
        model,
        stream,
        streamOptions.path("include_usage").booleanValue(false),
        text.prompt(),
        text.tokens(),
        limit.isPresent() ? limit : oldLimit,
        toolCall(fields, tools, text),
        json(fields));
  }

  private static void messages(Fields fields, Text text) {
    JsonNode messages = fields.required("messages");
    fields.expect(messages.isArray() && !messages.isEmpty(), "messages", "a non-empty array");
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.path(i);
      String role = message.path("role").stringValue("");
      fields.expect(ROLES.contains(role), "messages[" + i + "].role", "one of " + ROLES);
      JsonNode content = message.path("content");
      boolean callsInstead = role.equals("assistant") && Fields.absent(content);
      fields.expect(
          callsInstead || content.isString() || content.isArray(),
          "messages[" + i + "].content",
          "a string or an array of parts");
      text.turn(role, content(fields, content, "messages[" + i + "].content"));
    }
  }

  private static String content(Fields fields, JsonNode content, String path) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder joined = new StringBuilder();
    for (JsonNode part : content) {
      String type = part.path("type").stringValue("");
      fields.expect(PARTS.contains(type), path + ".type", "one of " + PARTS);
      fields.expect(
          !type.equals("text") || part.path("text").isString(), path + ".text", "a string");
      joined.append(part.path("text").stringValue(""));
    }
    return joined.toString();
  }

  private static Tools tools(Fields fields, Text text) {
    Tools tools = new Tools();
    JsonNode offered = fields.get("tools");
    fields.expect(
        Fields.absent(offered) || (offered.isArray() && !offered.isEmpty()),
        "tools",
        "a non-empty array");
    for (int i = 0; i < offered.size(); i++) {
      JsonNode function = offered.path(i).path("function");
      String name = function.path("name").stringValue("");
      fields.expect(!name.isEmpty(), "tools[" + i + "].function.name", "a non-empty string");
      text.aside(function);
      tools.offer(name, function.path("parameters"));
    }
    return tools;
  }

  private static Optional<ToolCall> toolCall(Fields fields, Tools tools, Text text) {
    JsonNode choice = fields.get("tool_choice");
    fields.expect(
        Fields.absent(choice) || !tools.isEmpty(), "tool_choice", "absent unless tools are given");
    if (choice.isObject()) {
      String name = choice.path("function").path("name").stringValue("");
      fields.expect(tools.contains(name), "tool_choice", "the name of a tool in tools");
      return tools.call(name);
    }
    return switch (choice.stringValue("auto")) {
      case "none" -> Optional.empty();
      case "required" -> tools.callAny(text.prompt());
      case "auto" -> text.toolResultLast() ? Optional.empty() : tools.callIfAsked(text.prompt());
      default -> {
        fields.expect(false, "tool_choice", "none, auto, required or a function");
        yield Optional.empty();
      }
    };
  }

  private static Optional<String> json(Fields fields) {
    JsonNode format = fields.get("response_format");
    return switch (format.path("type").stringValue(Fields.absent(format) ? "text" : "")) {
      case "text" -> Optional.empty();
      case "json_object" -> Optional.of("{\"answer\":\"sample answer\"}");
      case "json_schema" -> {
        JsonNode schema = format.path("json_schema");
        fields.expect(
            schema.path("name").isString(), "response_format.json_schema.name", "a string");
        yield Optional.of(SampleJson.of(schema.path("schema")));
      }
      default -> {
        fields.expect(false, "response_format.type", "text, json_object or json_schema");
        yield Optional.empty();
      }
    };
  }
}
