package dev.interlock.dialect.replay;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The message of one chat choice, as far as it has come. */
final class MessageDraft {
  private final Members members = new Members();
  private final Slot content = new Slot();
  private final Slot reasoning = new Slot();
  private final Slot reasoningContent = new Slot();
  private final Slot refusal = new Slot();
  private final Map<Integer, CallDraft> toolCalls = new TreeMap<>();
  private @Nullable CallDraft functionCall;

  void add(String name, JsonNode value) {
    switch (name) {
      case "role" -> members.keepSame(name, value);
      case "content" -> content.append(value);
      case "reasoning" -> reasoning.append(value);
      case "reasoning_content" -> reasoningContent.append(value);
      case "refusal" -> refusal.append(value);
      case "tool_calls" -> toolCalls(name, value);
      case "function_call" -> functionCall(name, value);
      default -> members.keepVoid(name, value);
    }
  }

  private void toolCalls(String name, JsonNode calls) {
    if (!calls.isArray() || calls.isEmpty()) {
      members.keepVoid(name, calls);
      return;
    }
    for (JsonNode call : calls) {
      int index = Body.index(call.path("index"));
      toolCalls.computeIfAbsent(index, _ -> new CallDraft()).addCall(Body.object(call));
    }
  }

  private void functionCall(String name, JsonNode call) {
    if (call instanceof ObjectNode piece && !piece.isEmpty()) {
      if (functionCall == null) {
        functionCall = new CallDraft();
      }
      functionCall.addFunction(piece);
    } else {
      members.keepVoid(name, call);
    }
  }

  ObjectNode message() {
    ObjectNode message = StrictJson.object();
    JsonNode role = members.get("role");
    if (role != null) {
      message.set("role", role);
    }
    boolean calls = !toolCalls.isEmpty() || functionCall != null;
    if (calls && content.isEmpty() && content.value() != null) {
      message.putNull("content"); // streams open with an empty text where bodies have none
    } else {
      content.putInto(message, "content");
    }
    reasoning.putInto(message, "reasoning");
    reasoningContent.putInto(message, "reasoning_content");
    refusal.putInto(message, "refusal");
    if (!toolCalls.isEmpty()) {
      ArrayNode array = message.putArray("tool_calls");
      for (Map.Entry<Integer, CallDraft> call : toolCalls.entrySet()) {
        if (call.getKey() != array.size()) {
          throw Objection.unreadable();
        }
        array.add(call.getValue().call());
      }
    }
    if (functionCall != null) {
      message.set("function_call", functionCall.function());
    }
    members.putInto(message);
    return message;
  }
}
