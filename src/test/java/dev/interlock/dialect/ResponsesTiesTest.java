package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ties requests of the Responses API to their server. */
class ResponsesTiesTest {
  private static final String FREE = "\"store\":false,\"input\":\"Hi\"";

  @ParameterizedTest
  @ValueSource(
      strings = {
        FREE,
        "\"input\":\"Hi\",\"store\":false,\"stream\":true,\"background\":false,\"include\":[]",
        FREE + ",\"previous_response_id\":null,\"conversation\":null,\"prompt\":null",
        FREE + ",\"instructions\":\"Be brief.\",\"max_output_tokens\":9,\"metadata\":{\"a\":\"b\"}",
        FREE
            + ",\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{\"type\":\"object\"}}]",
        """
        "store":false,"input":[{"role":"developer","content":"Be brief."},
        {"role":"user","type":"message","content":[{"type":"input_text","text":"Hi"}]},
        {"id":"msg_1","type":"message","role":"assistant","status":"completed",
         "content":[{"type":"output_text","text":"Yes?","annotations":[]}]},
        {"type":"function_call","call_id":"c","name":"f","arguments":"{}"},
        {"type":"function_call_output","call_id":"c","output":"4"}]""",
      })
  void what_says_everything_itself_and_is_kept_nowhere_is_free(String members) {
    Essence essence = of(members);
    assertThat(essence.leavesTraces()).isFalse();
    assertThat(essence.tied()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"input\":\"Hi\"",
        "\"input\":\"Hi\",\"store\":null",
        "\"input\":\"Hi\",\"store\":true",
        "\"input\":\"Hi\",\"store\":\"false\"",
        "\"input\":\"Hi\",\"store\":0",
        FREE + ",\"background\":true",
        FREE + ",\"store\":false",
        FREE + ",\"Store\":true",
      })
  void unless_it_says_otherwise_the_provider_keeps_the_answer(String members) {
    assertThat(of(members).leavesTraces()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"previous_response_id\":\"resp_1\"",
        "\"conversation\":\"conv_1\"",
        "\"conversation\":{\"id\":\"conv_1\"}",
        "\"prompt\":{\"id\":\"pmpt_1\"}",
        "\"include\":[\"reasoning.encrypted_content\"]",
        "\"include\":\"x\"",
        "\"tools\":[{\"type\":\"web_search\"}]",
        "\"tools\":[{\"type\":\"function\",\"name\":\"f\"},{\"type\":\"file_search\"}]",
        "\"tools\":[{\"type\":\"function\",\"type\":\"mcp\"}]",
        "\"tools\":[{}]",
      })
  void what_the_provider_knows_or_does_ties(String member) {
    assertThat(of(FREE + "," + member).tied()).isTrue();
    assertThat(of(FREE + "," + member).leavesTraces()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"type\":\"item_reference\",\"id\":\"msg_1\"}]",
        "[{\"id\":\"msg_1\"}]",
        "[{\"id\":\"msg_1\",\"role\":\"user\"}]",
        "[{\"type\":\"message\",\"content\":\"hi\"}]",
        "[{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[]}]",
        "[{\"type\":\"web_search_call\",\"id\":\"ws_1\"}]",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"file_id\":\"file_1\"}]}]",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":\"https://x\"}]}]",
        "[{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":[{\"type\":\"input_file\"}]}]",
      })
  void input_that_is_more_than_words_ties(String input) {
    assertThat(of("\"store\":false,\"input\":" + input).tied()).isTrue();
  }

  @Test
  void the_input_is_the_text_that_is_asked() {
    Essence.Frame frame = of(FREE + ",\"instructions\":\"Be brief.\"").frame().orElseThrow();
    String body = "{\"model\":\"auto\"," + FREE;
    assertThat(body.substring(frame.start(), frame.end())).isEqualTo("Hi");
    assertThat(frame.continues()).isFalse();
    assertThat(frame.tools()).isFalse();
    assertThat(of(FREE + ",\"tools\":[]").frame().orElseThrow().tools()).isTrue();
    assertThat(of("\"store\":false,\"input\":[{\"role\":\"user\",\"content\":\"Hi\"}]").frame())
        .isEmpty();
  }

  @Test
  void other_endpoints_are_not_read_so() {
    String chat = "{\"model\":\"auto\",\"messages\":[],\"include\":[\"x\"]}";
    var read = (ReadResult.Parsed) RequestReader.read(Api.CHAT, chat.getBytes(UTF_8));
    assertThat(Essence.of(read.body()).tied()).isFalse();
    assertThat(Essence.of(read.body()).leavesTraces()).isFalse();
  }

  /** Of what the reader of requests lets through. */
  private static Essence of(String members) {
    String body = "{\"model\":\"auto\"," + members + "}";
    return switch (RequestReader.read(Api.RESPONSES, body.getBytes(UTF_8))) {
      case ReadResult.Parsed(ParsedBody parsed) -> Essence.of(parsed);
      case ReadResult.Invalid(var error) -> throw new AssertionError(error.message());
    };
  }
}
