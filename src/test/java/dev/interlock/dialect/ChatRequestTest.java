package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestTest {
  @Test
  void reads_a_conversation_with_every_kind_of_turn() {
    var request =
        read(
            """
            {
              "model": "auto", "temperature": 0.20, "seed": 18446744073709551616,
              "messages": [
                {"role": "developer", "content": "Be brief."},
                {"role": "user", "name": "ann", "content": [
                  {"type": "text", "text": "What is this?"},
                  {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
                  {"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}},
                  {"type": "file", "file": {"file_id": "file-1"}},
                  {"type": "novel", "text": "And this?"}
                ]},
                {"content": null, "role": "assistant", "tool_calls": [
                  {"id": "a", "type": "function", "function": {"name": "f", "arguments": "{}"}},
                  {"id": "b", "type": "function", "function": {"name": "g", "arguments": "{}"}}
                ]},
                {"role": "tool", "tool_call_id": "a", "content": "42"},
                {"role": "tool", "tool_call_id": "b", "content": [{"type": "text", "text": "43"}]},
                {"role": "assistant", "content": [{"type": "refusal", "refusal": "No."}]}
              ],
              "tools": [{"type": "function", "function": {"name": "f"}}, {"type": "function"}],
              "tool_choice": "required",
              "response_format": {"type": "json_schema", "json_schema": {"type": "odd"}},
              "max_tokens": 500, "max_completion_tokens": 100,
              "stream": true, "stream_options": {"include_usage": true}
            }
            """);

    assertThat(request.model()).isEqualTo("auto");
    assertThat(request.stream()).isTrue();
    assertThat(request.turns())
        .containsExactly(
            new Turn(Role.SYSTEM, "Be brief.", 0),
            new Turn(Role.USER, "What is this?\nAnd this?", 0),
            new Turn(Role.ASSISTANT, "", 2),
            new Turn(Role.TOOL, "42", 1),
            new Turn(Role.TOOL, "43", 1),
            new Turn(Role.ASSISTANT, "No.", 0));
    assertThat(request.subject()).isEqualTo("What is this?\nAnd this?");
    assertThat(request.tools()).isEqualTo(2);
    assertThat(request.toolRequired()).isTrue();
    assertThat(request.responseFormat()).isEqualTo(ResponseFormat.JSON_SCHEMA);
    assertThat(request.maxOutputTokens()).hasValue(100);
    assertThat(request.modalities())
        .containsExactlyInAnyOrder(Modality.TEXT, Modality.IMAGE, Modality.AUDIO, Modality.FILE);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"type\":\"image_file\",\"image_file\":{\"file_id\":\"f\"}}', IMAGE",
    "'{\"type\":\"audio_ref\",\"id\":\"a\"}', AUDIO",
    "'{\"type\":\"document_url\",\"document_url\":\"https://x\"}', FILE",
    "'{\"type\":\"document_url\",\"title\":\"a title\",\"context\":\"ours\"}', FILE",
  })
  void a_part_that_we_do_not_know_and_that_has_no_text_is_something_to_look_at(
      String part, Modality modality) {
    var request =
        read("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}");

    assertThat(request.modalities()).contains(modality);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"text\",\"text\":\"\"}",
        "{\"text\":\"a\"}",
        "{\"type\":\"new_text\",\"text\":\"a\"}",
        "{\"type\":\"thinking\",\"thinking\":\"\"}"
      })
  void a_part_of_text_is_text_alone(String part) {
    var request =
        read("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}");

    assertThat(request.modalities()).isSubsetOf(Modality.TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"auto\"', false",
    "'\"none\"', false",
    "'null', false",
    "'\"required\"', true",
    "'\"any\"', true",
    "'{\"type\":\"function\",\"function\":{\"name\":\"f\"}}', true",
    "'{\"type\":\"auto\"}', false",
    "'{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\":[]}}', false",
    "'{\"allowed_tools\":{\"tools\":[],\"mode\":\"required\"},\"type\":\"allowed_tools\"}', true",
  })
  void a_tool_is_required_where_the_choice_insists(String choice, boolean required) {
    var request = read("{\"model\":\"m\",\"messages\":[],\"tool_choice\":" + choice + "}");

    assertThat(request.toolRequired()).isEqualTo(required);
  }

  @ParameterizedTest
  @CsvSource({"null", "-1"})
  void no_cap_is_no_cap(String cap) {
    assertThat(read("{\"model\":\"m\",\"messages\":[],\"max_tokens\":" + cap + "}"))
        .extracting(InferenceRequest::maxOutputTokens)
        .isEqualTo(OptionalInt.empty());
  }

  @Test
  void strangers_speak_as_users() {
    assertThat(
            read("""
                    {"model": "m", "messages": [{"role": "critic", "content": "Why?"}]}
                    """)
                .turns())
        .containsExactly(new Turn(Role.USER, "Why?", 0));
  }

  @Test
  void older_function_calls_count_as_tools() {
    var request =
        read(
            """
            {"model": "m", "functions": [{"name": "f"}], "function_call": {"name": "f"}, "messages": [
              {"role": "assistant", "content": null, "function_call": {"name": "f", "arguments": "{}"}},
              {"role": "function", "name": "f", "content": "42"}]}
            """);

    assertThat(request.tools()).isEqualTo(1);
    assertThat(request.toolRequired()).isTrue();
    assertThat(request.turns())
        .containsExactly(new Turn(Role.ASSISTANT, "", 1), new Turn(Role.TOOL, "42", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "a\\ud800b, a\uFFFDb",
    "\\udc00, \uFFFD",
    "\\ud800\\ud83d\\ude00, \uFFFD\uD83D\uDE00",
    "\\ud800, \uFFFD",
    "\\ud83d\\ude00, \uD83D\uDE00",
    "\uD83D\uDE00, \uD83D\uDE00",
  })
  void text_is_well_formed_whatever_was_escaped(String json, String text) {
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + json + "\"}]}";

    assertThat(read(body).subject()).isEqualTo(text);
  }

  @Test
  void nothing_printable_tells_the_prompt() {
    var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"secret\"}]}";
    var parsed = Bodies.parsed(Api.CHAT, body.getBytes(UTF_8));

    assertThat(parsed.toString()).doesNotContain("secret");
    assertThat(parsed.request().turns().toString()).doesNotContain("secret");
  }

  private static InferenceRequest read(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    var request = Bodies.parsed(Api.CHAT, bytes).request();
    assertThat(request.bodyBytes()).isEqualTo(bytes.length);
    return request;
  }
}
