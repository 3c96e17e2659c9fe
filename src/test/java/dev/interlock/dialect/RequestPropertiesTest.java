package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.dialect.ReadResult.Invalid;
import dev.interlock.dialect.ReadResult.Parsed;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Turn;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The reader against a second parser: a tree, from characters that the JDK decoded, by Jackson's
 * other tokenizer.
 */
class RequestPropertiesTest {
  private static final JsonMapper TREES =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
  private static final String PLACEHOLDER = "a name that no body has";

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void a_valid_request_reads_as_the_second_parser_does(@ForAll long seed) {
    byte[] body = new RandomBody(seed).valid().getBytes(UTF_8);

    assertAgrees(Bodies.parsed(Api.CHAT, body).request(), tree(body).orElseThrow());
  }

  @Property(tries = 5000, shrinking = ShrinkingMode.OFF)
  void a_damaged_request_is_refused_or_reads_as_the_second_parser_does(@ForAll long seed) {
    byte[] body = new RandomBody(seed).mutated();

    switch (RequestReader.read(Api.CHAT, body)) {
      case Parsed(var parsed) -> assertAgrees(parsed.request(), tree(body).orElseThrow());
      case Invalid(var error) -> {
        if (error.message().contains("not valid")) {
          assertThat(tree(body)).isEmpty();
        }
      }
    }
  }

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void an_edit_changes_the_model_and_nothing_else(@ForAll long seed, @ForAll String model) {
    String name = UTF_8.newEncoder().canEncode(model) ? model : "other";
    byte[] body = new RandomBody(seed).valid().getBytes(UTF_8);
    var parsed = Bodies.parsed(Api.CHAT, body);

    byte[] edited = parsed.withModel(name);

    var again = Bodies.parsed(Api.CHAT, edited);
    assertThat(again.request().model()).isEqualTo(name);
    assertThat(again.request().turns()).isEqualTo(parsed.request().turns());
    assertThat(again.withModel(PLACEHOLDER)).isEqualTo(parsed.withModel(PLACEHOLDER));
    var before = (ObjectNode) tree(body).orElseThrow();
    before.put("model", name);
    assertThat(tree(edited)).contains(before);
  }

  @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
  void nothing_throws_whatever_the_endpoint(@ForAll long seed, @ForAll Api api) {
    assertThat(RequestReader.read(api, new RandomBody(seed).mutated())).isNotNull();
  }

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void nothing_throws_whatever_the_bytes(@ForAll byte[] body, @ForAll Api api) {
    assertThat(RequestReader.read(api, body)).isNotNull();
  }

  @Example
  void every_truncation_is_refused() {
    byte[] body = new RandomBody(7).valid().strip().getBytes(UTF_8);
    for (int length = 0; length < body.length; length++) {
      Bodies.error(Api.CHAT, Arrays.copyOf(body, length));
    }
  }

  private static Optional<JsonNode> tree(byte[] body) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return Optional.of(TREES.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (CharacterCodingException | JacksonException e) {
      return Optional.empty();
    }
  }

  private static void assertAgrees(InferenceRequest request, JsonNode tree) {
    assertThat(request.model()).isEqualTo(repaired(tree.get("model").stringValue()));
    assertThat(request.stream()).isEqualTo(tree.path("stream").asBoolean(false));
    assertThat(request.turns()).extracting(Turn::text).isEqualTo(texts(tree.get("messages")));
  }

  private static List<String> texts(JsonNode messages) {
    var texts = new ArrayList<String>();
    for (JsonNode message : messages) {
      JsonNode content = message.path("content");
      if (content.isArray()) {
        var parts = new StringBuilder();
        for (JsonNode part : content) {
          String text = part.isString() ? part.stringValue() : part.path("text").asString(null);
          if (text != null && !text.isEmpty()) {
            parts.append(parts.isEmpty() ? "" : "\n").append(text);
          }
        }
        texts.add(parts.toString());
      } else {
        texts.add(content.isString() ? content.stringValue() : content.path("text").asString(""));
      }
    }
    texts.replaceAll(RequestPropertiesTest::repaired);
    return texts;
  }

  private static String repaired(String text) {
    return LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
  }
}
