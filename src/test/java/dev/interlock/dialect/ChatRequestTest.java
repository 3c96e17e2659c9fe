package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import org.junit.jupiter.api.Test;

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

  private static InferenceRequest read(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    var request = Bodies.parsed(Api.CHAT, bytes).request();
    assertThat(request.bodyBytes()).isEqualTo(bytes.length);
    return request;
  }
}
