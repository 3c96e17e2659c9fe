package dev.interlock.dialect.replay;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts OpenAI's chunks together, of chat and of completions. */
final class ChunkAssembly implements Assembly {
  private final boolean chat;
  private final String object;
  private final Members head = new Members();
  private final Map<Integer, ChoiceDraft> choices = new TreeMap<>();
  private boolean objectSeen;
  private boolean done;

  ChunkAssembly(boolean chat) {
    this.chat = chat;
    object = chat ? "chat.completion.chunk" : "text_completion";
  }

  @Override
  public void event(ObjectNode chunk) {
    if (done) {
      throw Objection.unreadable();
    }
    Body.requireNoError(chunk);
    if (!chunk.path("choices").isArray()) {
      throw Objection.unreadable();
    }
    for (Map.Entry<String, JsonNode> member : chunk.properties()) {
      headMember(member.getKey(), member.getValue());
    }
    for (JsonNode choice : chunk.path("choices")) {
      choice(choice);
    }
  }

  private void headMember(String name, JsonNode value) {
    switch (name) {
      case "choices", "obfuscation" -> {} // the second is padding that only streams have
      case "object" -> {
        objectSeen |= value.isString() && value.stringValue().equals(object);
        if (!StrictJson.isVoid(value) && !value.asString("").equals(object)) {
          throw Objection.unreadable();
        }
      }
      case "usage" -> {
        if (value.isObject()) {
          head.set(name, value); // a running total: the last one holds
        } else if (value.isNull()) {
          head.keepFirst(name, value);
        } else {
          throw Objection.unreadable();
        }
      }
      default -> head.keepFirst(name, value);
    }
  }

  private void choice(JsonNode choice) {
    int index = Body.index(choice.path("index"));
    choices.computeIfAbsent(index, _ -> new ChoiceDraft(chat)).add(Body.object(choice));
  }

  @Override
  public void done() {
    done = true;
  }

  @Override
  public boolean ended() {
    return done;
  }

  @Override
  public ObjectNode body() {
    if (choices.isEmpty()) {
      throw new Objection(Why.EMPTY);
    }
    if (!objectSeen) {
      throw Objection.unreadable();
    }
    ObjectNode body = StrictJson.object();
    for (String name : new String[] {"id", "object", "created", "model"}) {
      JsonNode value = head.get(name);
      if (name.equals("object")) {
        body.put(name, chat ? "chat.completion" : "text_completion");
      } else if (value != null) {
        body.set(name, value);
      }
    }
    ArrayNode array = body.putArray("choices");
    for (Map.Entry<Integer, ChoiceDraft> choice : choices.entrySet()) {
      array.add(choice.getValue().choice(choice.getKey()));
    }
    head.putInto(body);
    return body;
  }
}
