package dev.interlock.dialect;

import java.io.Closeable;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;

/**
 * A walk forward over one JSON document that knows where it is, so that a refusal can name the
 * field. A method that takes a value leaves the cursor on the value's last token.
 */
final class JsonCursor implements Closeable {
  private final JsonParser parser;
  private final boolean mayHoldSurrogates;

  JsonCursor(byte[] body) {
    mayHoldSurrogates = Surrogates.mayBeEscaped(body);
    parser = Json.FACTORY.createParser(ObjectReadContext.empty(), body);
  }

  void startDocument() {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw refuse("is not a JSON object");
    }
  }

  void endDocument() {
    if (parser.nextToken() != null) {
      throw refuse("has content after its JSON object");
    }
  }

  /**
   * The next key of the object the cursor is in that {@code keys} understand, with the cursor on
   * its value; all others are skipped. Null at the object's end.
   */
  @Nullable String nextKey(Keys.Seen keys) {
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      switch (keys.note(key)) {
        case UNDERSTOOD -> {
          parser.nextToken();
          return key;
        }
        case UNKNOWN -> {
          parser.nextToken();
          parser.skipChildren();
        }
        case REPEATED -> throw refuse("is given twice");
        case LOOKALIKE -> throw refuse("differs from a known field by letter case only");
      }
    }
    return null;
  }

  /** Moves to the next value of the object the cursor is in, whatever its key; false at its end. */
  boolean nextValue() {
    return parser.nextValue() != JsonToken.END_OBJECT;
  }

  /** Moves to the next element of the array the cursor is in; false at the array's end. */
  boolean nextElement() {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  boolean isNull() {
    return parser.hasToken(JsonToken.VALUE_NULL);
  }

  boolean isString() {
    return parser.hasToken(JsonToken.VALUE_STRING);
  }

  boolean isBoolean() {
    return parser.hasToken(JsonToken.VALUE_TRUE) || parser.hasToken(JsonToken.VALUE_FALSE);
  }

  boolean isInteger() {
    return parser.hasToken(JsonToken.VALUE_NUMBER_INT);
  }

  boolean isArray() {
    return parser.hasToken(JsonToken.START_ARRAY);
  }

  boolean isObject() {
    return parser.hasToken(JsonToken.START_OBJECT);
  }

  /** Refuses anything but an array. */
  void expectArray() {
    if (!isArray()) {
      throw refuse("must be an array");
    }
  }

  /** Refuses anything but an object. */
  void expectObject() {
    if (!isObject()) {
      throw refuse("must be an object");
    }
  }

  /** A string, with U+FFFD for every half of a surrogate pair without its partner. */
  String string() {
    if (!isString()) {
      throw refuse("must be a string");
    }
    String string = parser.getString();
    return mayHoldSurrogates ? Surrogates.repaired(string) : string;
  }

  /** A boolean, null being false. */
  boolean flag() {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> throw refuse("must be a boolean");
    };
  }

  /** An upper bound: an integer; null and negative numbers mean none. */
  OptionalInt bound() {
    if (isNull()) {
      return OptionalInt.empty();
    }
    if (!isInteger()) {
      throw refuse("must be an integer");
    }
    if (parser.getNumberType() != JsonParser.NumberType.INT) {
      throw refuse("is out of range");
    }
    int value = parser.getIntValue();
    return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** The number of elements of an array, null being an empty one. */
  int count() {
    if (isNull()) {
      return 0;
    }
    expectArray();
    int elements = 0;
    while (nextElement()) {
      parser.skipChildren();
      elements++;
    }
    return elements;
  }

  void skip() {
    parser.skipChildren();
  }

  /** A number as it is, whatever its spelling; nothing else is one. */
  OptionalDouble number() {
    if (parser.currentToken().isNumeric()) {
      return OptionalDouble.of(parser.getDoubleValue());
    }
    parser.skipChildren();
    return OptionalDouble.empty();
  }

  /** Whether the value the cursor is on has the key {@code name}. */
  boolean isNamed(String name) {
    return name.equals(parser.currentName());
  }

  /** The bytes of the scalar value just taken. */
  Span span() {
    return new Span(
        (int) parser.currentTokenLocation().getByteOffset(),
        (int) parser.currentLocation().getByteOffset());
  }

  /** Where the value that the cursor is on begins. */
  int start() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Where the value that was just taken ends. */
  int end() {
    parser.finishToken();
    return (int) parser.currentLocation().getByteOffset();
  }

  /** A refusal that names the value or key the cursor is on. */
  Refusal refuse(String complaint) {
    return new Refusal(path(parser.streamReadContext()), complaint);
  }

  /** A refusal that names {@code key} of the object the cursor has come to the end of. */
  Refusal missing(String key) {
    String object = path(parser.streamReadContext());
    return new Refusal(object.isEmpty() ? key : object + "." + key, "is missing");
  }

  /** Where {@code failure} happened, without a word of the input. */
  static Refusal refusal(JacksonException failure) {
    var location = failure.getLocation();
    long offset = location == null ? -1 : location.getByteOffset();
    return new Refusal("", "is not valid JSON" + (offset < 0 ? "" : " (near byte " + offset + ")"));
  }

  private static String path(@Nullable TokenStreamContext context) {
    if (context == null || context.inRoot()) {
      return "";
    }
    String parent = path(context.getParent());
    if (context.inArray()) {
      return context.hasCurrentIndex() ? parent + "[" + context.getCurrentIndex() + "]" : parent;
    }
    String name = context.currentName();
    if (name == null) {
      return parent;
    }
    return parent.isEmpty() ? name : parent + "." + name;
  }

  @Override
  public void close() {
    parser.close();
  }
}
