package dev.interlock.dialect.replay;

import static dev.interlock.dialect.replay.Copies.JSON;
import static dev.interlock.dialect.replay.Copies.SSE;
import static dev.interlock.dialect.replay.Copies.events;
import static dev.interlock.dialect.replay.Copies.tree;
import static dev.interlock.dialect.replay.Copies.unfit;
import static dev.interlock.dialect.replay.Copies.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import dev.interlock.inference.Api;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ResponsesCopyTest {
  private static final String SAYS =
      """
      {"id":"msg_1","type":"message","status":"completed","role":"assistant",
      "content":[{"type":"output_text","text":"Hello there.","annotations":[],"logprobs":[]}]}""";
  private static final String CALLS =
      """
      {"id":"fc_1","type":"function_call","status":"completed","call_id":"call_1","name":"f",
      "arguments":"{\\"a\\":1}"}""";
  private static final String THINKS =
      """
      {"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"Greets."}]}""";
  private static final String BODY =
      """
      {"id":"resp_1","object":"response","created_at":1,"status":"completed","error":null,
      "incomplete_details":null,"model":"m","output":[%s],"store":false,"background":false,
      "previous_response_id":null,"usage":{"input_tokens":3,"output_tokens":5,"total_tokens":8}}""";

  @Test
  void is_told_again_as_it_would_have_been_streamed() {
    String body = BODY.formatted(THINKS + "," + CALLS + "," + SAYS);
    List<JsonNode> told = told(whole(Api.RESPONSES, JSON, body));

    assertThat(told)
        .extracting(event -> event.get("type").asString())
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.reasoning_summary_part.added",
            "response.reasoning_summary_text.delta",
            "response.reasoning_summary_text.done",
            "response.reasoning_summary_part.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.function_call_arguments.delta",
            "response.function_call_arguments.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i).get("sequence_number").asInt()).isEqualTo(i);
    }
    JsonNode start = told.getFirst().get("response");
    assertThat(start.get("status").asString()).isEqualTo("in_progress");
    assertThat(start.get("output")).isEmpty();
    assertThat(start.get("usage").isNull()).isTrue();
    assertThat(told.get(8).at("/item/arguments").asString()).isEmpty();
    assertThat(told.get(8).at("/item/status").asString()).isEqualTo("in_progress");
    assertThat(told.get(14).get("item_id").asString()).isEqualTo("msg_1");
    assertThat(told.get(14).get("output_index").asInt()).isEqualTo(2);
    assertThat(told.getLast().get("response")).isEqualTo(tree(body));
  }

  private static List<JsonNode> told(WholeAnswer answer) {
    return events(answer, false)
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> tree(line.substring("data: ".length())))
        .toList();
  }

  @Test
  void says_what_it_says_without_its_reasoning() {
    assertThat(AnswerText.of(whole(Api.RESPONSES, JSON, BODY.formatted(THINKS + "," + SAYS))))
        .contains("Hello there.");
    assertThat(AnswerText.of(whole(Api.RESPONSES, JSON, BODY.formatted(CALLS + "," + SAYS))))
        .isEmpty();
    assertThat(whole(Api.RESPONSES, JSON, BODY.formatted(SAYS)).usage().orElseThrow().inputTokens())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "status":"completed","error" | "status":"incomplete","error" | UNFINISHED
          "status":"completed","error" | "status":"queued","error" | UNFINISHED
          "status":"completed","error" | "status":"failed","error" | FAILED
          "error":null | "error":{"code":"x"} | FAILED
          "store":false | "store":true | UNREADABLE
          "background":false | "background":true | UNREADABLE
          "previous_response_id":null | "previous_response_id":"resp_0" | UNREADABLE
          "output_text" | "refusal" | REFUSED
          "output_text" | "output_audio" | UNREADABLE
          "annotations":[] | "annotations":[{"type":"url_citation"}] | UNREADABLE
          "logprobs":[] | "logprobs":[{"token":"H"}] | UNREADABLE
          "id":"msg_1" | "id":"" | UNREADABLE
          "type":"message" | "type":"web_search_call" | UNREADABLE
          "Hello there." | " " | EMPTY
          "object":"response" | "object":"chat.completion" | UNREADABLE
          """)
  void is_whole_and_tied_to_nothing_or_is_not_kept(String old, String by, Why why) {
    String body = BODY.formatted(SAYS);
    assertThat(body).contains(old);
    unfit(Api.RESPONSES, JSON, body.replace(old, by), why);
  }

  @Test
  void a_stream_is_what_its_end_says_and_its_pieces_must_be_pieces_of_that() {
    String delta = event("response.output_text.delta", ",\"output_index\":0,\"content_index\":0");
    String one = delta.replace("}", ",\"delta\":\"Hello \"}");
    String two = delta.replace("}", ",\"delta\":\"there.\"}");
    String body = BODY.formatted(SAYS).replace("\n", "");
    String end = event("response.completed", ",\"response\":" + body);

    assertThat(tree(whole(Api.RESPONSES, SSE, one + two + end))).isEqualTo(tree(body));
    assertThat(tree(whole(Api.RESPONSES, SSE, end + "data: [DONE]\n\n"))).isEqualTo(tree(body));
    unfit(Api.RESPONSES, SSE, one + end, Why.UNREADABLE);
    unfit(Api.RESPONSES, SSE, two + one + end, Why.UNREADABLE);
    unfit(Api.RESPONSES, SSE, end + one, Why.UNREADABLE);
    unfit(Api.RESPONSES, SSE, one + two, Why.CUT);
    unfit(Api.RESPONSES, SSE, one + "data: [DONE]\n\n", Why.CUT);
    unfit(Api.RESPONSES, SSE, one + event("response.incomplete", ""), Why.UNFINISHED);
    unfit(Api.RESPONSES, SSE, one + event("response.failed", ""), Why.FAILED);
    unfit(Api.RESPONSES, SSE, one + event("error", ",\"message\":\"x\""), Why.FAILED);
  }

  private static String event(String type, String members) {
    return "event: %s\ndata: {\"type\":\"%s\"%s}\n\n".formatted(type, type, members);
  }
}
