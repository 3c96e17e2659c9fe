package dev.interlock.dialect.replay;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One choice of a stream of chunks, as far as it has come. */
final class ChoiceDraft {
  private final boolean chat;
  private final MessageDraft message = new MessageDraft();
  private final Slot text = new Slot();
  private final Members rest = new Members();
  private String finishReason = "";

  ChoiceDraft(boolean chat) {
    this.chat = chat;
  }

  void add(ObjectNode piece) {
    boolean late = !finishReason.isEmpty();
    finish(piece.path("finish_reason"));
    for (Map.Entry<String, JsonNode> member : piece.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      if (chat && name.equals("delta")) {
        delta(value, late);
      } else if (!chat && name.equals("text")) {
        if (late && !StrictJson.isVoid(value)) {
          throw Objection.unreadable();
        }
        text.append(value);
      } else if (!name.equals("index") && !name.equals("finish_reason")) {
        rest(name, value);
      }
    }
  }

  private void finish(JsonNode reason) {
    if (reason.isString() && !reason.stringValue().isEmpty()) {
      if (!finishReason.isEmpty() && !finishReason.equals(reason.stringValue())) {
        throw Objection.unreadable();
      }
      finishReason = reason.stringValue();
    } else if (!reason.isMissingNode() && !StrictJson.isVoid(reason)) {
      throw Objection.unreadable();
    }
  }

  private void delta(JsonNode delta, boolean late) {
    if (delta instanceof ObjectNode piece) {
      for (Map.Entry<String, JsonNode> member : piece.properties()) {
        if (late && !member.getKey().equals("role") && !StrictJson.isVoid(member.getValue())) {
          throw Objection.unreadable();
        }
        message.add(member.getKey(), member.getValue());
      }
    } else if (!delta.isNull()) {
      throw Objection.unreadable();
    }
  }

  /** What is said beside the end is whole; what is said before may be a piece. */
  private void rest(String name, JsonNode value) {
    boolean filter = name.equals("content_filter_results") && value.isObject();
    boolean atEnd = value.isValueNode() && !finishReason.isEmpty();
    if (!StrictJson.isVoid(value) && (filter || (atEnd && !name.equals("logprobs")))) {
      rest.set(name, value);
    } else {
      rest.keepVoid(name, value);
    }
  }

  ObjectNode choice(int index) {
    ObjectNode choice = StrictJson.object().put("index", index);
    if (chat) {
      choice.set("message", message.message());
    } else {
      choice.put("text", text.text());
    }
    rest.putInto(choice);
    return choice.put("finish_reason", finishReason.isEmpty() ? null : finishReason);
  }
}
