package dev.interlock.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import org.junit.jupiter.api.Test;

class ResponsesRequestTest {
  @Test
  void reads_items_of_every_kind() {
    var request =
        read(
            """
            {
              "input": [
                {"role": "user", "content": "Hello"},
                {"type": "message", "role": "user", "content": [
                  {"type": "input_text", "text": "What is this?"},
                  {"type": "input_image", "image_url": "data:image/png;base64,AAAA"},
                  {"type": "input_file", "file_id": "file-1"}]},
                {"type": "reasoning", "id": "r", "summary": [{"type": "summary_text", "text": "Hm."}]},
                {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"},
                {"type": "function_call_output", "call_id": "c", "output": "42"},
                {"type": "custom_tool_call_output", "output": [{"type": "input_text", "text": "43"}]},
                {"type": "message", "role": "assistant", "id": "m",
                 "content": [{"type": "output_text", "text": "It is 42.", "annotations": []}]}
              ],
              "instructions": "Be brief.",
              "model": "auto",
              "tools": [{"type": "web_search"}],
              "tool_choice": {"type": "allowed_tools", "mode": "required", "tools": []},
              "text": {"verbosity": "low", "format": {"type": "json_object"}},
              "max_output_tokens": 64
            }
            """);

    assertThat(request.turns())
        .containsExactly(
            new Turn(Role.SYSTEM, "Be brief.", 0),
            new Turn(Role.USER, "Hello", 0),
            new Turn(Role.USER, "What is this?", 0),
            new Turn(Role.ASSISTANT, "Hm.", 0),
            new Turn(Role.ASSISTANT, "", 1),
            new Turn(Role.TOOL, "42", 1),
            new Turn(Role.TOOL, "43", 1),
            new Turn(Role.ASSISTANT, "It is 42.", 0));
    assertThat(request.tools()).isEqualTo(1);
    assertThat(request.toolRequired()).isTrue();
    assertThat(request.responseFormat()).isEqualTo(ResponseFormat.JSON_OBJECT);
    assertThat(request.maxOutputTokens()).hasValue(64);
    assertThat(request.modalities())
        .containsExactlyInAnyOrder(Modality.TEXT, Modality.IMAGE, Modality.FILE);
    assertThat(request.stream()).isFalse();
  }

  @Test
  void a_string_input_is_one_user_turn() {
    assertThat(read("{\"model\":\"m\",\"input\":\"Hi\"}").turns())
        .containsExactly(new Turn(Role.USER, "Hi", 0));
  }

  @Test
  void the_variables_of_a_kept_prompt_are_text() {
    var request =
        read(
            """
            {"model": "m", "prompt": {"id": "p", "version": "2", "variables":
              {"city": "Oslo", "text": {"type": "input_text", "text": "Bergen"},
               "photo": {"type": "input_image", "file_id": "f"}}}}
            """);

    assertThat(request.subject()).isEqualTo("Oslo\nBergen");
    assertThat(request.modalities()).contains(Modality.IMAGE);
  }

  @Test
  void a_continued_conversation_needs_no_input() {
    assertThat(read("{\"model\":\"m\",\"previous_response_id\":\"r\"}").turns()).isEmpty();
  }

  private static InferenceRequest read(String body) {
    return Bodies.request(Api.RESPONSES, body);
  }
}
