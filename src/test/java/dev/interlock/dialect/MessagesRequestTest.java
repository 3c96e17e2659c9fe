package dev.interlock.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesRequestTest {
  @Test
  void reads_a_conversation_with_tools() {
    var request =
        read(
            """
            {
              "model": "auto", "max_tokens": 1024, "stream": true,
              "messages": [
                {"role": "user", "content": [
                  {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AAAA"}},
                  {"type": "text", "text": "Look it up.", "cache_control": {"type": "ephemeral"}}]},
                {"role": "assistant", "content": [
                  {"type": "thinking", "thinking": "Hm.", "signature": "s"},
                  {"type": "text", "text": "Looking."},
                  {"type": "tool_use", "id": "t", "name": "f", "input": {"text": "not prose"}},
                  {"type": "tool_use", "id": "u", "name": "f", "input": {}}]},
                {"role": "user", "content": [
                  {"type": "tool_result", "tool_use_id": "t", "content": "42"},
                  {"content": [{"type": "text", "text": "43"}, {"type": "image", "source": {}}],
                   "type": "tool_result", "tool_use_id": "u"},
                  {"type": "text", "text": "Well?"}]}
              ],
              "system": [{"type": "text", "text": "Be brief."}, {"type": "text", "text": "Be kind."}],
              "tools": [{"name": "f", "input_schema": {"type": "object"}}],
              "tool_choice": {"type": "any"},
              "output_config": {"format": {"type": "json_schema", "schema": {}}}
            }
            """);

    assertThat(request.turns())
        .containsExactly(
            new Turn(Role.SYSTEM, "Be brief.\nBe kind.", 0),
            new Turn(Role.USER, "Look it up.", 0),
            new Turn(Role.ASSISTANT, "Hm.\nLooking.", 2),
            new Turn(Role.TOOL, "42\n43", 2),
            new Turn(Role.USER, "Well?", 0));
    assertThat(request.subject()).isEqualTo("Well?");
    assertThat(request.stream()).isTrue();
    assertThat(request.tools()).isEqualTo(1);
    assertThat(request.toolRequired()).isTrue();
    assertThat(request.responseFormat()).isEqualTo(ResponseFormat.JSON_SCHEMA);
    assertThat(request.maxOutputTokens()).hasValue(1024);
  }

  @Test
  void results_of_the_servers_own_tools_follow_the_assistant() {
    var request =
        read(
            """
            {"model": "m", "messages": [{"role": "assistant", "content": [
              {"type": "server_tool_use", "id": "s", "name": "web_search", "input": {}},
              {"type": "web_search_tool_result", "content": [
                {"type": "web_search_result", "title": "Oslo", "url": "https://example.org"}]},
              {"type": "text", "text": "Found."}]}]}
            """);

    assertThat(request.turns())
        .containsExactly(new Turn(Role.ASSISTANT, "Found.", 0), new Turn(Role.TOOL, "Oslo", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"Report\"}', 'Q3\nReport'",
    "'{\"data\":\"Report\",\"type\":\"text\"}', 'Q3\nReport'",
    "'{\"data\":\"AAAA\",\"type\":\"base64\"}', Q3",
    "'{\"type\":\"base64\",\"data\":\"AAAA\"}', Q3",
    "'{\"type\":\"content\",\"content\":[{\"type\":\"text\",\"text\":\"Block\"}]}', 'Q3\nBlock'",
    "'{\"type\":\"url\",\"url\":\"https://example.org\"}', Q3",
  })
  void documents_are_text_where_they_are_readable(String source, String text) {
    var request =
        read(
            """
            {"model": "m", "messages": [{"role": "user", "content": [
              {"type": "document", "title": "Q3", "source": %s}]}]}
            """
                .formatted(source));

    assertThat(request.subject()).isEqualTo(text);
    assertThat(request.modalities()).contains(Modality.FILE);
  }

  @Test
  void system_may_be_a_string() {
    assertThat(read("{\"system\":\"S\",\"model\":\"m\",\"messages\":[]}").turns())
        .containsExactly(new Turn(Role.SYSTEM, "S", 0));
  }

  private static InferenceRequest read(String body) {
    return Bodies.request(Api.MESSAGES, body);
  }
}
