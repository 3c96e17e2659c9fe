package dev.interlock.dialect.replay;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the events of OpenAI's Responses API. The last one holds the whole response; the pieces
 * that came before it must be pieces of that.
 */
final class ResponsesAssembly implements Assembly {
  private final Map<Place, StringBuilder> pieces = new HashMap<>();
  private @Nullable ObjectNode response;

  /** A text of the response: a part of an item, or the arguments of a call, which have no part. */
  private record Place(int output, int part) {
    private static final int ARGUMENTS = -1;

    JsonNode in(ObjectNode response) {
      JsonNode item = response.path("output").path(output);
      return part == ARGUMENTS
          ? item.path("arguments")
          : item.path("content").path(part).path("text");
    }
  }

  @Override
  public void event(ObjectNode event) {
    Body.requireNoError(event);
    if (response != null) {
      throw Objection.unreadable();
    }
    switch (Body.text(event.path("type"))) {
      case "response.completed" -> complete(Body.object(event.path("response")));
      case "response.failed" -> throw new Objection(Why.FAILED);
      case "response.incomplete" -> throw new Objection(Why.UNFINISHED);
      case "response.output_text.delta" ->
          piece(event, new Place(output(event), Body.index(event.path("content_index"))));
      case "response.function_call_arguments.delta" ->
          piece(event, new Place(output(event), Place.ARGUMENTS));
      case "" -> throw Objection.unreadable();
      default -> {
        // What it tells, the whole response tells again.
      }
    }
  }

  private static int output(ObjectNode event) {
    return Body.index(event.path("output_index"));
  }

  private void piece(ObjectNode event, Place place) {
    if (!event.path("delta").isString()) {
      throw Objection.unreadable();
    }
    pieces
        .computeIfAbsent(place, _ -> new StringBuilder())
        .append(event.path("delta").stringValue());
  }

  private void complete(ObjectNode whole) {
    pieces.forEach(
        (place, text) -> {
          if (!Body.is(place.in(whole), text.toString())) {
            throw Objection.unreadable();
          }
        });
    response = whole;
  }

  /** Not OpenAI's, but some servers end every stream so. */
  @Override
  public void done() {
    if (response == null) {
      throw new Objection(Why.CUT);
    }
  }

  @Override
  public boolean ended() {
    return response != null;
  }

  @Override
  public ObjectNode body() {
    if (response == null) {
      throw new Objection(Why.CUT);
    }
    return response;
  }
}
