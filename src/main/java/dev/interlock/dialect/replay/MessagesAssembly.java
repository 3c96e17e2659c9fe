package dev.interlock.dialect.replay;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts Anthropic's events together. */
final class MessagesAssembly implements Assembly {
  private final List<BlockDraft> blocks = new ArrayList<>();
  private @Nullable ObjectNode message;
  private boolean stopped;

  @Override
  public void event(ObjectNode event) {
    Body.requireNoError(event);
    String type = Body.text(event.path("type"));
    if (type.equals("ping")) {
      return;
    }
    if (stopped) {
      throw Objection.unreadable();
    }
    switch (type) {
      case "message_start" -> start(Body.object(event.path("message")));
      case "content_block_start" -> startBlock(event);
      case "content_block_delta" -> block(event).add(Body.object(event.path("delta")));
      case "content_block_stop" -> block(event).stop();
      case "message_delta" -> delta(event);
      case "message_stop" -> stop();
      default -> throw Objection.unreadable();
    }
  }

  private void start(ObjectNode start) {
    if (message != null || !start.path("content").isArray() || !start.path("content").isEmpty()) {
      throw Objection.unreadable();
    }
    message = start;
  }

  private ObjectNode message() {
    if (message == null) {
      throw Objection.unreadable();
    }
    return message;
  }

  private void startBlock(ObjectNode event) {
    boolean next = Body.index(event.path("index")) == blocks.size();
    if (!next || message().path("stop_reason").isString()) {
      throw Objection.unreadable();
    }
    blocks.add(new BlockDraft(Body.object(event.path("content_block"))));
  }

  private BlockDraft block(ObjectNode event) {
    int index = Body.index(event.path("index"));
    if (index >= blocks.size()) {
      throw Objection.unreadable();
    }
    return blocks.get(index);
  }

  private void delta(ObjectNode event) {
    ObjectNode whole = message();
    for (Map.Entry<String, JsonNode> member : Body.object(event.path("delta")).properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      if (name.equals("stop_reason") || name.equals("stop_sequence")) {
        whole.set(name, value);
      } else if (!StrictJson.isVoid(value)) {
        throw Objection.unreadable();
      } else if (!whole.has(name)) {
        whole.set(name, value);
      }
    }
    JsonNode usage = event.path("usage");
    if (usage instanceof ObjectNode counts) {
      if (whole.path("usage") instanceof ObjectNode known) {
        known.setAll(counts); // running totals: the last ones hold
      } else {
        whole.set("usage", counts);
      }
    } else if (!Body.isAbsent(usage)) {
      throw Objection.unreadable();
    }
  }

  private void stop() {
    if (blocks.stream().anyMatch(BlockDraft::isOpen)) {
      throw Objection.unreadable();
    }
    message();
    stopped = true;
  }

  /** Not Anthropic's, but some gateways end every stream so. */
  @Override
  public void done() {
    if (!stopped) {
      throw new Objection(Why.CUT);
    }
  }

  @Override
  public boolean ended() {
    return stopped;
  }

  @Override
  public ObjectNode body() {
    ObjectNode body = message();
    ArrayNode content = body.putArray("content");
    for (BlockDraft block : blocks) {
      content.add(block.block());
    }
    return body;
  }
}
