package dev.interlock.dialect.replay;

import dev.interlock.dialect.answer.Answer;
import dev.interlock.dialect.answer.Answer.Ending;
import dev.interlock.dialect.answer.UsageReader;
import dev.interlock.dialect.replay.AnswerCopy.Why;
import dev.interlock.inference.Api;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Judges a body: is it one answer, finished, and made of parts that can be told again? */
final class Body {
  /** Most choices of an answer, calls of a choice, blocks of a message, members of an object. */
  static final int MAX_PARTS = 128;

  /** Most characters of what every chunk of a stream repeats. */
  static final int MAX_NAME = 256;

  private Body() {}

  /**
   * The whole answer that {@code json} is; takes the bytes.
   *
   * @throws Objection if it is not one
   */
  static WholeAnswer read(Api api, byte[] json) {
    String text = StrictJson.text(json, json.length);
    String model;
    try {
      model =
          switch (api) {
            case CHAT, COMPLETIONS -> ChoicesBody.check(api, tree(text));
            case MESSAGES -> MessagesBody.check(tree(text));
            case EMBEDDINGS -> EmbeddingsBody.check(text);
            case RESPONSES -> ResponsesBody.check(tree(text));
          };
    } catch (JacksonException _) {
      boolean cut = text.isBlank() || (isObject(text) && answer(api, json).ending() == Ending.CUT);
      throw new Objection(cut ? Why.CUT : Why.UNREADABLE);
    }
    return new WholeAnswer(api, json, model, answer(api, json).usage());
  }

  private static ObjectNode tree(String text) {
    if (text.isBlank()) {
      throw new Objection(Why.CUT);
    }
    ObjectNode body = StrictJson.read(text);
    StrictJson.requireTellable(body);
    requireNoError(body);
    return body;
  }

  private static boolean isObject(String text) {
    return text.stripLeading().startsWith("{");
  }

  private static Answer answer(Api api, byte[] json) {
    var reader = UsageReader.of(api, "");
    reader.accept(json);
    return reader.answer();
  }

  /** Refuses an error in place of an answer, or of a piece of one. */
  static void requireNoError(ObjectNode body) {
    JsonNode error = body.path("error");
    if ((!error.isMissingNode() && !error.isNull())
        || is(body.path("object"), "error")
        || is(body.path("type"), "error")) {
      throw new Objection(Why.FAILED);
    }
  }

  static boolean is(JsonNode value, String text) {
    return value.isString() && value.stringValue().equals(text);
  }

  /** Refuses all but {@code text}. */
  static void require(JsonNode value, String text) {
    if (!is(value, text)) {
      throw Objection.unreadable();
    }
  }

  static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  /** A text, empty where it is absent. */
  static String text(JsonNode value) {
    if (!isAbsent(value) && !value.isString()) {
      throw Objection.unreadable();
    }
    return value.isString() ? value.stringValue() : "";
  }

  /** A short text, empty where it is absent. */
  static String name(JsonNode value) {
    String name = text(value);
    if (name.length() > MAX_NAME) {
      throw Objection.unreadable();
    }
    return name;
  }

  /** A place among at most {@link #MAX_PARTS} parts. */
  static int index(JsonNode value) {
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < 0
        || value.intValue() >= MAX_PARTS) {
      throw Objection.unreadable();
    }
    return value.intValue();
  }

  static void requireVoid(JsonNode value) {
    if (!value.isMissingNode() && !StrictJson.isVoid(value)) {
      throw Objection.unreadable();
    }
  }

  /** An object of no more members than a stream may bring together. */
  static ObjectNode object(JsonNode value) {
    if (value instanceof ObjectNode object && object.size() <= MAX_PARTS) {
      return object;
    }
    throw Objection.unreadable();
  }

  static void requireUsage(JsonNode usage) {
    if (!isAbsent(usage)) {
      object(usage);
    }
  }
}
