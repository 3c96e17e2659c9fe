package dev.interlock.dialect.replay;

import static dev.interlock.dialect.replay.Copies.JSON;
import static dev.interlock.dialect.replay.Copies.SSE;
import static dev.interlock.dialect.replay.Copies.tree;
import static dev.interlock.dialect.replay.Copies.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import dev.interlock.inference.Api;
import dev.interlock.inference.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesCopyTest {
  private static final String BODY =
      """
      {"id":"m","type":"message","role":"assistant","model":"c","content":[\
      {"type":"thinking","thinking":"Hm","signature":"c2ln"},\
      {"type":"text","text":"Hey"},\
      {"type":"tool_use","id":"t","name":"f","input":{"a":1.50}}],\
      "stop_reason":"tool_use","stop_sequence":null,\
      "usage":{"input_tokens":3,"cache_read_input_tokens":20,"output_tokens":15,"service_tier":"standard"}}""";

  private static final String START =
      event(
          """
          {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"c",\
          "content":[],"stop_reason":null,"stop_sequence":null,\
          "usage":{"input_tokens":3,"cache_read_input_tokens":20,"output_tokens":1}}}""");
  private static final String TEXT =
      open(0, "{\"type\":\"text\",\"text\":\"\"}")
          + delta(0, "{\"type\":\"text_delta\",\"text\":\"He\"}")
          + event("{\"type\":\"ping\"}")
          + delta(0, "{\"type\":\"text_delta\",\"text\":\"y\"}")
          + close(0);
  private static final String END = end("\"end_turn\"");
  private static final String STOP = event("{\"type\":\"message_stop\"}");

  private static String event(String data) {
    String type = tree(data).path("type").asString("");
    return "event: " + type + "\ndata: " + data + "\n\n";
  }

  private static String open(int index, String block) {
    return event(
        "{\"type\":\"content_block_start\",\"index\":"
            + index
            + ",\"content_block\":"
            + block
            + "}");
  }

  private static String delta(int index, String delta) {
    return event(
        "{\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":" + delta + "}");
  }

  private static String close(int index) {
    return event("{\"type\":\"content_block_stop\",\"index\":" + index + "}");
  }

  private static String end(String reason) {
    return event(
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
            + reason
            + ",\"stop_sequence\":null},\"usage\":{\"output_tokens\":15}}");
  }

  private static void unfit(String stream, Why why) {
    Copies.unfit(Api.MESSAGES, SSE, stream, why);
  }

  @Test
  void a_body_is_streamed_as_anthropic_does() {
    WholeAnswer answer = whole(Api.MESSAGES, JSON, BODY);

    assertThat(answer.usage()).contains(new Usage(23, 15, 20, 0, false));
    assertThat(Copies.events(answer, false))
        .isEqualTo(Copies.events(answer, true))
        .isEqualTo(
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"c","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"cache_read_input_tokens":20,"output_tokens":1,"service_tier":"standard"}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hey"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":1}

            event: content_block_start
            data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\\"a\\":1.50}"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":2}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":3,"cache_read_input_tokens":20,"output_tokens":15}}

            event: message_stop
            data: {"type":"message_stop"}

            """);
  }

  @Test
  void a_stream_becomes_the_body_it_stands_for() {
    String stream =
        START
            + TEXT
            + open(1, "{\"type\":\"redacted_thinking\",\"data\":\"eA==\"}")
            + close(1)
            + open(2, "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}")
            + close(2)
            + end("\"tool_use\"")
            + STOP;

    assertThat(tree(whole(Api.MESSAGES, SSE, stream)))
        .isEqualTo(
            tree(
                """
                {"id":"m","type":"message","role":"assistant","model":"c","content":[
                 {"type":"text","text":"Hey"},{"type":"redacted_thinking","data":"eA=="},
                 {"type":"tool_use","id":"t","name":"f","input":{}}],
                 "stop_reason":"tool_use","stop_sequence":null,
                 "usage":{"input_tokens":3,"cache_read_input_tokens":20,"output_tokens":15}}
                """));
    assertThat(whole(Api.MESSAGES, SSE, stream + "data: [DONE]\n\n"))
        .isEqualTo(whole(Api.MESSAGES, SSE, stream));
  }

  @ParameterizedTest
  @CsvSource({"max_tokens", "pause_turn", "model_context_window_exceeded", "whatever", "''"})
  void an_answer_that_did_not_finish_is_none(String reason) {
    unfit(START + TEXT + end("\"" + reason + "\"") + STOP, Why.UNFINISHED);
    Copies.unfit(
        Api.MESSAGES,
        JSON,
        BODY.replace("\"tool_use\",\"stop", "\"" + reason + "\",\"stop"),
        Why.UNFINISHED);
  }

  @Test
  void other_streams_are_none() {
    unfit(START + TEXT + END, Why.CUT);
    unfit(START + TEXT + "data: [DONE]\n\n", Why.CUT);
    unfit(START + TEXT + STOP, Why.UNFINISHED);
    unfit(START + TEXT + end("null") + STOP, Why.UNFINISHED);
    unfit(START + TEXT + end("\"refusal\"") + STOP, Why.REFUSED);
    unfit(START + END + STOP, Why.EMPTY);
    unfit(
        START
            + open(0, "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"\",\"input\":{}}")
            + close(0)
            + END
            + STOP,
        Why.EMPTY);
    unfit(START + TEXT + event("{\"type\":\"error\",\"error\":{}}") + STOP, Why.FAILED);
    unfit(START + TEXT + "event: error\ndata: {}\n\n" + END + STOP, Why.FAILED);
    Copies.unfit(Api.MESSAGES, JSON, "{\"type\":\"error\",\"error\":{}}", Why.FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"citations_delta\",\"citation\":{\"cited_text\":\"x\"}}",
        "{\"type\":\"text_delta\",\"text\":7}",
        "{\"type\":\"text_delta\",\"text\":\"x\",\"more\":\"y\"}",
        "{\"type\":\"thinking_delta\",\"thinking\":\"x\"}",
        "{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}",
        "{}"
      })
  void a_delta_that_is_not_understood_spoils_the_answer(String delta) {
    String text = TEXT.replace(close(0), delta(0, delta) + close(0));

    unfit(START + text + END + STOP, Why.UNREADABLE);
  }

  @Test
  void a_stream_out_of_order_or_shape_is_not_read() {
    unfit(TEXT + END + STOP, Why.UNREADABLE);
    unfit(START + START + TEXT + END + STOP, Why.UNREADABLE);
    unfit(START + TEXT + TEXT + END + STOP, Why.UNREADABLE);
    unfit(START + TEXT + close(0) + END + STOP, Why.UNREADABLE);
    unfit(START + TEXT.replace(close(0), "") + END + STOP, Why.UNREADABLE);
    unfit(START + TEXT + END + TEXT.replace("\":0", "\":1") + STOP, Why.UNREADABLE);
    unfit(START + TEXT + END + STOP + END, Why.UNREADABLE);
    unfit(START + TEXT + event("{\"type\":\"new_kind\"}") + END + STOP, Why.UNREADABLE);
    unfit(START + TEXT + open(1, "{\"type\":\"server_tool_use\"}") + END + STOP, Why.UNREADABLE);
    for (String input : new String[] {"{\\\"a\\\":1", "[]", "{}x", "{\\\"a\\\":1,\\\"a\\\":2}"}) {
      unfit(
          START
              + open(0, "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}")
              + delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"" + input + "\"}")
              + close(0)
              + END
              + STOP,
          Why.UNREADABLE);
    }
    String cited = "\"text\":\"Hey\",\"citations\":[{\"cited_text\":\"x\"}]";
    Copies.unfit(Api.MESSAGES, JSON, BODY.replace("\"text\":\"Hey\"", cited), Why.UNREADABLE);
  }
}
