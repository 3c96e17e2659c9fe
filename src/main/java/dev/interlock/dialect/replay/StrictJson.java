package dev.interlock.dialect.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON read without leniency: well-formed UTF-8, one object, no key twice, nothing after it,
 * numbers as they are written, no half of a surrogate pair. Trees are bounded in depth and in
 * tokens, since a tree may take many times the bytes it was read from.
 */
final class StrictJson {
  private static final int MAX_DEPTH = 64;

  /** An event may wrap what it tells in an object or two of its own. */
  private static final int MAX_TELLABLE_DEPTH = 60;

  private static final int MAX_TOKENS = 200_000;

  private static final JsonMapper TREES =
      JsonMapper.builder(factory(MAX_TOKENS))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final JsonFactory TOKENS = factory(Long.MAX_VALUE);

  private StrictJson() {}

  private static JsonFactory factory(long tokens) {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        // What one answer names is not to stay in memory after it.
        .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(Integer.MAX_VALUE)
                .maxTokenCount(tokens)
                .build())
        .build();
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * The one object that {@code json} is.
   *
   * @throws JacksonException if it is not JSON
   */
  static ObjectNode read(String json) {
    if (TREES.readTree(json) instanceof ObjectNode object) {
      return object;
    }
    throw Objection.unreadable();
  }

  /** The tokens of {@code json}, of which there may be any number. */
  static JsonParser tokens(String json) {
    return TOKENS.createParser(ObjectReadContext.empty(), json);
  }

  /** {@code bytes} as text; they must be well-formed UTF-8. An end cut off is U+FFFD. */
  static String text(byte[] bytes, int length) {
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer from = ByteBuffer.wrap(bytes, 0, length);
    CharBuffer text = CharBuffer.allocate(length);
    if (decoder.decode(from, text, false).isError()) {
      throw Objection.unreadable();
    }
    return from.hasRemaining() ? text.flip() + "\uFFFD" : text.flip().toString();
  }

  static String write(JsonNode node) {
    return TREES.writeValueAsString(node);
  }

  /** Refuses halves of surrogate pairs, which no UTF-8 can say, and what is nested too deep. */
  static void requireTellable(JsonNode node) {
    requireTellable(node, 1);
  }

  private static void requireTellable(JsonNode node, int depth) {
    if (depth > MAX_TELLABLE_DEPTH && node.isContainer()) {
      throw Objection.unreadable();
    }
    if (node.isString()) {
      requireWholeCharacters(node.stringValue());
    } else if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        requireWholeCharacters(member.getKey());
        requireTellable(member.getValue(), depth + 1);
      }
    } else {
      for (JsonNode element : node) {
        requireTellable(element, depth + 1);
      }
    }
  }

  static void requireWholeCharacters(String text) {
    if (text.codePoints().anyMatch(StrictJson::isHalf)) {
      throw Objection.unreadable();
    }
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** Whether {@code value} says nothing: null, or an empty text, array or object. */
  static boolean isVoid(JsonNode value) {
    return value.isNull()
        || (value.isString() && value.stringValue().isEmpty())
        || (value.isContainer() && value.isEmpty());
  }
}
