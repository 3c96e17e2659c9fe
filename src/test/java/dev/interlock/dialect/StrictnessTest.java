package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.interlock.inference.Api;
import dev.interlock.inference.RequestError.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two parsers must never read two different requests. */
class StrictnessTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"model\"",
        "{",
        "{\"model\":\"m\",\"messages\":[]",
        "{\"model\":\"m\",\"messages\":[]}}",
        "{\"model\":\"m\",\"messages\":[]} {}",
        "{\"model\":\"m\",\"messages\":[]} x",
        "{\"model\":\"m\",\"messages\":[]}\u0000",
        "{\"model\":\"m\",\"messages\":[],}",
        "{\"model\":\"m\",\"messages\":[,]}",
        "{\"model\":\"m\" \"messages\":[]}",
        "{'model':'m','messages':[]}",
        "{model:\"m\",\"messages\":[]}",
        "{\"model\":\"m\",\"messages\":[] /* c */}",
        "{\"model\":\"m\",\"messages\":[],\"t\":NaN}",
        "{\"model\":\"m\",\"messages\":[],\"t\":-Infinity}",
        "{\"model\":\"m\",\"messages\":[],\"t\":01}",
        "{\"model\":\"m\",\"messages\":[],\"t\":+1}",
        "{\"model\":\"m\",\"messages\":[],\"t\":.5}",
        "{\"model\":\"m\",\"messages\":[],\"t\":5.}",
        "{\"model\":\"m\",\"messages\":[],\"t\":0x10}",
        "{\"model\":\"m\",\"messages\":[],\"t\":tru}",
        "{\"model\":\"m\",\"messages\":[],\"t\":\"\\x\"}",
        "{\"model\":\"m\",\"messages\":[],\"t\":\"\\u12g4\"}",
        "{\"model\":\"m\",\"messages\":[],\"t\":\"a\nb\"}",
        "{\"model\":\"m\",\"messages\":[],\"t\":\"\u0000\"}",
        "{\"model\":\"m\",\"messages\":[],\"t\u0001\":1}",
        "\uFEFF{\"model\":\"m\",\"messages\":[]}",
      })
  void broken_json_is_refused_as_a_whole(String body) {
    var error = Bodies.error(Api.CHAT, body.getBytes(UTF_8));

    assertThat(error.kind()).isEqualTo(Kind.INVALID_REQUEST);
    assertThat(error.parameter()).isEmpty();
    assertThat(error.message()).startsWith("The request body ").endsWith(".");
  }

  static Stream<byte[]> bytes_that_are_not_utf_8() {
    return Stream.of(
            new int[] {0xFF},
            new int[] {0x80},
            new int[] {0xC3},
            new int[] {0xC0, 0xAF},
            new int[] {0xC1, 0xBF},
            new int[] {0xE0, 0x80, 0xAF},
            new int[] {0xED, 0xA0, 0x80},
            new int[] {0xED, 0xBF, 0xBF},
            new int[] {0xF0, 0x80, 0x80, 0xAF},
            new int[] {0xF4, 0x90, 0x80, 0x80},
            new int[] {0xF8, 0x88, 0x80, 0x80, 0x80})
        .map(
            ints -> {
              byte[] bytes = new byte[ints.length];
              for (int i = 0; i < ints.length; i++) {
                bytes[i] = (byte) ints[i];
              }
              return bytes;
            });
  }

  @ParameterizedTest
  @MethodSource("bytes_that_are_not_utf_8")
  void malformed_utf_8_is_refused_wherever_it_stands(byte[] bytes) {
    String bad = new String(bytes, ISO_8859_1);
    for (String body :
        new String[] {
          "{\"model\":\"m" + bad + "\",\"messages\":[]}",
          "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + bad + "\"}]}",
          "{\"model\":\"m\",\"messages\":[],\"unknown\":\"" + bad + "\"}",
          "{\"model\":\"m\",\"messages\":[],\"" + bad + "\":0}",
          "{\"model\":\"m\",\"messages\":[]}" + bad,
        }) {
      assertThat(Bodies.error(Api.CHAT, body.getBytes(ISO_8859_1)).message())
          .startsWith("The request body is not valid UTF-8 (byte ");
    }
  }

  @Test
  void other_encodings_are_refused() {
    assertThat(Bodies.error(Api.CHAT, "{\"model\":\"m\",\"messages\":[]}".getBytes(UTF_16)).kind())
        .isEqualTo(Kind.INVALID_REQUEST);
    assertThat(
            Bodies.error(
                    Api.CHAT,
                    "{\"model\":\"m\",\"messages\":[]}"
                        .getBytes(java.nio.charset.Charset.forName("UTF-32BE")))
                .kind())
        .isEqualTo(Kind.INVALID_REQUEST);
  }

  static Stream<Arguments> fields_at_fault() {
    return Stream.of(
        arguments(Api.CHAT, "{}", "messages", "is missing"),
        arguments(Api.CHAT, "{\"messages\":[]}", "model", "is missing"),
        arguments(Api.CHAT, "{\"model\":\"m\"}", "messages", "is missing"),
        arguments(Api.COMPLETIONS, "{\"model\":\"m\"}", "prompt", "is missing"),
        arguments(Api.EMBEDDINGS, "{\"model\":\"m\"}", "input", "is missing"),
        arguments(Api.RESPONSES, "{\"model\":\"m\"}", "input", "is missing"),
        arguments(Api.MESSAGES, "{\"model\":\"m\"}", "messages", "is missing"),
        arguments(Api.CHAT, "{\"model\":null,\"messages\":[]}", "model", "must be a string"),
        arguments(Api.CHAT, "{\"model\":[\"m\"],\"messages\":[]}", "model", "must be a string"),
        arguments(Api.CHAT, "{\"model\":\"m\",\"messages\":{}}", "messages", "must be an array"),
        arguments(Api.CHAT, "{\"model\":\"m\",\"messages\":null}", "messages", "must be an array"),
        arguments(Api.CHAT, "{\"model\":\"m\",\"messages\":[1]}", "messages[0]", "must be an obje"),
        arguments(
            Api.CHAT,
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"},{\"content\":\"\"}]}",
            "messages[1].role",
            "is missing"),
        arguments(
            Api.CHAT,
            "{\"model\":\"m\",\"messages\":[{\"role\":0}]}",
            "messages[0].role",
            "must be a string"),
        arguments(
            Api.CHAT,
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":7}]}",
            "messages[0].content",
            "must be a string or an array"),
        arguments(
            Api.CHAT,
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{},{\"text\":7}]}]}",
            "messages[0].content[1].text",
            "must be a string"),
        arguments(
            Api.CHAT,
            "{\"model\":\"m\",\"messages\":[],\"stream\":\"true\"}",
            "stream",
            "must be a boolean"),
        arguments(
            Api.CHAT,
            "{\"model\":\"m\",\"messages\":[],\"max_tokens\":1.5}",
            "max_tokens",
            "must be an integer"),
        arguments(
            Api.CHAT,
            "{\"model\":\"m\",\"messages\":[],\"max_tokens\":99999999999999999999}",
            "max_tokens",
            "is out of range"),
        arguments(
            Api.CHAT,
            "{\"model\":\"m\",\"messages\":[],\"tools\":{}}",
            "tools",
            "must be an array"),
        arguments(
            Api.CHAT,
            "{\"model\":\"m\",\"messages\":[],\"response_format\":\"json\"}",
            "response_format",
            "must be an object"),
        arguments(
            Api.COMPLETIONS,
            "{\"model\":\"m\",\"prompt\":[\"a\",[1,\"b\"]]}",
            "prompt[1][1]",
            "must be a string or a token id"),
        arguments(
            Api.RESPONSES,
            "{\"model\":\"m\",\"input\":[{\"content\":true}]}",
            "input[0].content",
            "must be a string or an array"),
        arguments(
            Api.MESSAGES,
            "{\"model\":\"m\",\"messages\":[],\"system\":1}",
            "system",
            "must be a string or an array"));
  }

  @ParameterizedTest
  @MethodSource("fields_at_fault")
  void a_wrong_field_is_named(Api api, String body, String parameter, String complaint) {
    var error = Bodies.error(api, body.getBytes(UTF_8));

    assertThat(error.kind()).isEqualTo(Kind.INVALID_REQUEST);
    assertThat(error.parameter()).isEqualTo(parameter);
    assertThat(error.message()).startsWith("'" + parameter + "' " + complaint).endsWith(".");
  }

  static Stream<Arguments> keys_given_twice() {
    return Stream.of(
        arguments(Api.CHAT, "{\"model\":\"a\",\"messages\":[],\"model\":\"b\"}", "model"),
        arguments(Api.CHAT, "{\"model\":\"a\",\"messages\":[],\"m\\u006fdel\":\"a\"}", "model"),
        arguments(Api.CHAT, "{\"model\":\"a\",\"messages\":[],\"messages\":[]}", "messages"),
        arguments(
            Api.CHAT,
            "{\"model\":\"a\",\"messages\":[],\"stream\":true,\"stream\":true}",
            "stream"),
        arguments(Api.EMBEDDINGS, "{\"model\":\"a\",\"input\":\"\",\"input\":\"\"}", "input"),
        arguments(Api.RESPONSES, "{\"model\":\"a\",\"input\":\"\",\"input\":[]}", "input"),
        arguments(Api.COMPLETIONS, "{\"model\":\"a\",\"prompt\":\"\",\"prompt\":\"\"}", "prompt"),
        arguments(
            Api.MESSAGES,
            "{\"model\":\"a\",\"messages\":[],\"system\":\"\",\"system\":\"\"}",
            "system"),
        arguments(
            Api.CHAT,
            "{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"role\":\"user\"}]}",
            "messages[0].role"),
        arguments(
            Api.CHAT,
            "{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"\",\"content\":\"\"}]}",
            "messages[0].content"),
        arguments(
            Api.CHAT,
            "{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"\",\"te\\u0078t\":\"\"}]}]}",
            "messages[0].content[0].text"));
  }

  @ParameterizedTest
  @MethodSource("keys_given_twice")
  void a_key_given_twice_is_refused(Api api, String body, String parameter) {
    var error = Bodies.error(api, body.getBytes(UTF_8));

    assertThat(error.parameter()).isEqualTo(parameter);
    assertThat(error.message()).contains("is given twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Model", "MODEL", "ſtream", "meſſages", "MAX_TOKENS", "\\u004dodel"})
  void a_key_that_some_parser_takes_for_another_is_refused(String key) {
    var body = "{\"model\":\"a\",\"messages\":[],\"" + key + "\":null}";

    assertThat(Bodies.error(Api.CHAT, body.getBytes(UTF_8)).message())
        .contains("by letter case only");
  }

  @Test
  void unknown_keys_may_be_what_they_like() {
    var body =
        "{\"model\":\"a\",\"messages\":[],\"X\":1,\"x\":2,\"x\":3,\"\":{\"model\":1,\"model\":2}}";

    assertThat(Bodies.request(Api.CHAT, body).model()).isEqualTo("a");
  }

  @Test
  void no_complaint_quotes_the_caller() {
    for (String body :
        new String[] {
          "{\"model\":\"secret\",\"messages\":[{\"role\":\"user\",\"content\":secret}]}",
          "{\"model\":\"secret\",\"messages\":[\"secret\"]}",
          "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"secret",
          "{\"model\":\"m\",\"messages\":[],\"secret\":\\secret}",
          "{\"model\":\"m\",\"messages\":[],\"secret\":{\"secret\":[\"secret\" \"secret\"]}}",
        }) {
      var error = Bodies.error(Api.CHAT, body.getBytes(UTF_8));

      assertThat(error.message()).doesNotContain("secret");
      assertThat(error.parameter()).doesNotContain("secret");
    }
  }
}
