package dev.interlock.dialect.replay;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Judges OpenAI's bodies of embeddings, without a tree: there a number takes many times its digits.
 */
final class EmbeddingsBody {
  private final JsonParser json;
  private String model = "";
  private boolean list;
  private int vectors;

  private EmbeddingsBody(JsonParser json) {
    this.json = json;
  }

  /** The model named; throws {@link Objection} unless all vectors are there. */
  static String check(String text) {
    if (text.isBlank()) {
      throw new Objection(Why.CUT);
    }
    try (JsonParser json = StrictJson.tokens(text)) {
      return new EmbeddingsBody(json).check();
    }
  }

  private String check() {
    require(json.nextToken(), JsonToken.START_OBJECT);
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "object" -> {
          if (is("error")) {
            throw new Objection(Why.FAILED);
          }
          list = is("list");
        }
        case "error" -> {
          if (value != JsonToken.VALUE_NULL) {
            throw new Objection(Why.FAILED);
          }
        }
        case "model" -> model = model(value);
        case "data" -> data(value);
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != null || !list) {
      throw Objection.unreadable();
    }
    if (vectors == 0) {
      throw new Objection(Why.EMPTY);
    }
    return model;
  }

  private String model(JsonToken value) {
    require(value, JsonToken.VALUE_STRING);
    String name = json.getString();
    StrictJson.requireWholeCharacters(name);
    if (name.length() > Body.MAX_NAME) {
      throw Objection.unreadable();
    }
    return name;
  }

  private void data(JsonToken value) {
    require(value, JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      item();
    }
  }

  private void item() {
    require(json.currentToken(), JsonToken.START_OBJECT);
    boolean embedding = false;
    boolean indexed = false;
    boolean typed = false;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "object" -> typed = is("embedding");
        case "index" -> {
          require(value, JsonToken.VALUE_NUMBER_INT);
          indexed = json.getString().equals(Integer.toString(vectors));
        }
        case "embedding" -> {
          vector(value);
          embedding = true;
        }
        default -> json.skipChildren();
      }
    }
    if (!embedding || !indexed || !typed) {
      throw Objection.unreadable();
    }
    vectors++;
  }

  /** Numbers, or bytes in base 64. */
  private void vector(JsonToken value) {
    if (value == JsonToken.VALUE_STRING) {
      String base64 = json.getString();
      StrictJson.requireWholeCharacters(base64);
      if (base64.isEmpty()) {
        throw new Objection(Why.EMPTY);
      }
      return;
    }
    require(value, JsonToken.START_ARRAY);
    int numbers = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!json.currentToken().isNumeric()) {
        throw Objection.unreadable();
      }
      numbers++;
    }
    if (numbers == 0) {
      throw new Objection(Why.EMPTY);
    }
  }

  private boolean is(String text) {
    return json.currentToken() == JsonToken.VALUE_STRING && json.getString().equals(text);
  }

  private static void require(JsonToken token, JsonToken wanted) {
    if (!Objects.equals(token, wanted)) {
      throw Objection.unreadable();
    }
  }
}
