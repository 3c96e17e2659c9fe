package dev.interlock.dialect;

import dev.interlock.inference.Modality;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.util.Set;

/**
 * Gathers what one turn contains: a string, one part, or an array of either, in any dialect. Parts
 * of types we do not know are kept as text wherever they bear any.
 */
final class Content {
  private static final Keys PART =
      Keys.of("type", "text", "refusal", "thinking", "title", "context", "content", "source");
  private static final Keys SOURCE = Keys.of("type", "data", "content");

  /** Parts that hold text, if only an empty one; and what the model itself said before. */
  private static final Set<String> TEXTUAL =
      Set.of(
          "",
          "text",
          "input_text",
          "output_text",
          "summary_text",
          "reasoning_text",
          "refusal",
          "thinking",
          "redacted_thinking",
          "search_result");

  private final RequestDraft draft;
  private final TextParts text = new TextParts();
  private final TextParts resultParts = new TextParts();
  private int toolCalls;
  private int toolResults;

  Content(RequestDraft draft) {
    this.draft = draft;
  }

  /** Reads a value; null is no content. */
  void read(JsonCursor json) {
    if (json.isString()) {
      text.add(json.string());
    } else if (json.isArray()) {
      while (json.nextElement()) {
        element(json);
      }
    } else if (json.isObject()) {
      part(json);
    } else if (!json.isNull()) {
      throw json.refuse("must be a string or an array of parts");
    }
  }

  private void element(JsonCursor json) {
    if (json.isString()) {
      text.add(json.string());
    } else {
      part(json);
    }
  }

  private void part(JsonCursor json) {
    json.expectObject();
    int start = text.mark();
    String type = "";
    boolean worded = false;
    var keys = PART.fresh();
    for (String key = json.nextKey(keys); key != null; key = json.nextKey(keys)) {
      switch (key) {
        case "type" -> type = json.string();
        case "content" -> {
          worded = true;
          read(json);
        }
        case "source" -> source(json);
        case "title", "context" -> incidentalText(json);
        default -> {
          worded = true;
          optionalText(json);
        }
      }
    }
    close(type, start, worded);
  }

  private void optionalText(JsonCursor json) {
    if (!json.isNull()) {
      text.add(json.string());
    }
  }

  private void incidentalText(JsonCursor json) {
    if (json.isString()) {
      text.add(json.string());
    } else {
      json.skip();
    }
  }

  /** Anthropic's documents: text in the open, base64, or blocks; elsewhere a URL. */
  private void source(JsonCursor json) {
    if (!json.isObject()) {
      json.skip();
      return;
    }
    int start = text.mark();
    String type = "";
    var keys = SOURCE.fresh();
    for (String key = json.nextKey(keys); key != null; key = json.nextKey(keys)) {
      switch (key) {
        case "type" -> type = json.string();
        case "data" -> {
          if (type.isEmpty() || type.equals("text")) {
            text.add(json.string());
          }
        }
        default -> read(json);
      }
    }
    if (type.equals("base64")) {
      text.dropSince(start);
    }
  }

  /** A part without text is something else to look at, even if we do not know what. */
  private static Modality unknown(String type) {
    if (type.contains("image")) {
      return Modality.IMAGE;
    }
    return type.contains("audio") ? Modality.AUDIO : Modality.FILE;
  }

  private void close(String type, int start, boolean worded) {
    switch (type) {
      case "image", "image_url", "input_image", "computer_screenshot" ->
          draft.modality(Modality.IMAGE);
      case "audio", "audio_url", "input_audio" -> draft.modality(Modality.AUDIO);
      case "file", "input_file", "document", "video", "video_url", "container_upload" ->
          draft.modality(Modality.FILE);
      case "tool_use", "server_tool_use", "mcp_tool_use" -> toolCalls++;
      default -> {
        if (type.endsWith("tool_result")) {
          toolResults++;
          text.moveSince(start, resultParts);
        } else if (!worded && !TEXTUAL.contains(type)) {
          draft.modality(unknown(type));
        }
      }
    }
  }

  /** Tool calls that stand beside the content. */
  void toolCalls(int more) {
    toolCalls += more;
  }

  /**
   * Adds the turn that {@code role} spoke; tool results among its parts make a turn of their own.
   */
  void finish(Role role) {
    if (role == Role.TOOL) {
      draft.turn(new Turn(role, text.joined(), toolResults + 1));
      return;
    }
    var results = new Turn(Role.TOOL, resultParts.joined(), toolResults);
    // A provider's own tools answer within the turn that asks them.
    int waiting = role == Role.ASSISTANT ? Math.max(0, toolCalls - toolResults) : toolCalls;
    boolean spoken = !text.isEmpty() || toolCalls > 0 || toolResults == 0;
    if (toolResults > 0 && role != Role.ASSISTANT) {
      draft.turn(results);
    }
    if (spoken) {
      draft.turn(new Turn(role, text.joined(), waiting));
    }
    if (toolResults > 0 && role == Role.ASSISTANT) {
      draft.turn(results);
    }
  }

  /** The text alone, where no part could be a call or a result. */
  Turn textTurn(Role role) {
    return new Turn(role, text.joined(), 0);
  }
}
