package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EssenceTest {
  private static final String PLAIN =
      "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"a, b\"}]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"a, b\"}], \"stream\": true}",
        "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"a, b\"}],\"stream\" : false}",
        "{\"stream\":true, \"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"a, b\"}]}",
        "{\"model\": \"auto\", \"stream\": true, \"messages\": [{\"role\": \"user\", \"content\": \"a, b\"}]}",
        "{\"model\": \"auto\", \"stream_options\": {\"include_usage\": true}, \"stream\": true, \"messages\": [{\"role\": \"user\", \"content\": \"a, b\"}]}",
        "{\"stream_options\": null,\"stream\": true, \"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"a, b\"}]}",
      })
  void the_form_of_the_answer_makes_no_other_question(String body) {
    assertThat(text(body)).isEqualTo(PLAIN);
    assertThat(of(body).bytes()).isEqualTo(PLAIN.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"a,  b\"}]}",
        "{\"model\": \"auto\",\"messages\": [{\"role\": \"user\", \"content\": \"a, b\"}]}",
        "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"a, b\"}], \"seed\": 1}",
        "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"a, b\"}], \"stream_options\": {\"include_usage\": true, \"x\": \"123-45-6789\"}}",
        "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"a, b\", \"stream\": true}]}",
        "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"a, b\"}], \"\\u0073tream\": true}",
      })
  void everything_else_does(String body) {
    assertThat(text(body)).isEqualTo(body);
  }

  @Test
  void what_bears_on_the_cache_is_read() {
    Essence essence =
        of(
            "{\"model\":\"auto\",\"messages\":[],\"temperature\":0.5,\"store\":true,"
                + "\"stream_options\":{\"include_usage\":true}}");
    assertThat(essence.temperature()).hasValue(0.5);
    assertThat(essence.leavesTraces()).isTrue();
    assertThat(essence.usageWanted()).isTrue();
    assertThat(of(PLAIN).temperature()).isEmpty();
    assertThat(of(PLAIN).leavesTraces()).isFalse();
    assertThat(of(PLAIN).usageWanted()).isFalse();
    assertThat(essence.toString()).doesNotContain("auto");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"temperature\":\"1.9\"", "\"store\":\"true\"", "\"background\":1"})
  void what_lenient_servers_might_take_for_more_is_taken_for_that(String member) {
    assertThat(of("{\"model\":\"auto\",\"messages\":[]," + member + "}").leavesTraces()).isTrue();
  }

  @Test
  void null_and_false_say_nothing() {
    assertThat(
            of("{\"model\":\"auto\",\"messages\":[],\"temperature\":null,\"store\":false,"
                    + "\"background\":null}")
                .leavesTraces())
        .isFalse();
  }

  @Test
  void fields_that_no_two_parsers_read_alike_stay_in_it() {
    String twice =
        "{\"model\":\"auto\",\"messages\":[],\"store\":true,\"store\":false,\"temperature\":0.1}";
    assertThat(text(twice)).isEqualTo(twice);
    assertThat(of(twice).leavesTraces()).isTrue();
  }

  private static Essence of(String body) {
    return switch (RequestReader.read(Api.CHAT, body.getBytes(UTF_8))) {
      case ReadResult.Parsed(ParsedBody parsed) -> Essence.of(parsed);
      case ReadResult.Invalid(var error) -> throw new AssertionError(error.message());
    };
  }

  private static String text(String body) {
    var out = new ByteArrayOutputStream();
    of(body).writeTo((bytes, from, to) -> out.write(bytes, from, to - from));
    return out.toString(UTF_8);
  }
}
