package dev.interlock.dialect.replay;

import static dev.interlock.dialect.replay.Copies.JSON;
import static dev.interlock.dialect.replay.Copies.SSE;
import static dev.interlock.dialect.replay.Copies.tree;
import static dev.interlock.dialect.replay.Copies.whole;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.dialect.replay.AnswerCopy.Result;
import dev.interlock.dialect.replay.AnswerCopy.Result.Unfit;
import dev.interlock.dialect.replay.AnswerCopy.Why;
import dev.interlock.inference.Api;
import dev.interlock.inference.Usage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCopyTest {
  private static final String BODY =
      """
      {"id":"c","object":"chat.completion","created":7,"model":"q","choices":[{"index":0,
       "message":{"role":"assistant","content":"Hey","refusal":null,"annotations":[]},
       "logprobs":null,"finish_reason":"stop"}],
       "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}
      """
          .strip();

  /** A chunk of one choice whose delta and finish reason are as given. */
  static String chunk(String delta, String finish) {
    return chunkOf("{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}", "");
  }

  static String chunkOf(String choices, String rest) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":7,"
        + "\"model\":\"q\",\"choices\":["
        + choices
        + "]"
        + rest
        + "}\n\n";
  }

  static final String DONE = "data: [DONE]\n\n";
  private static final String ROLE = chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null");
  private static final String HEY = chunk("{\"content\":\"Hey\"}", "null");
  private static final String STOP = chunk("{}", "\"stop\"");

  private static void unfit(String stream, Why why) {
    Copies.unfit(Api.CHAT, SSE, stream, why);
  }

  @Test
  void a_body_is_kept_as_it_came() {
    WholeAnswer answer = whole(Api.CHAT, JSON, BODY);

    assertThat(Replay.json(answer)).asString().isEqualTo(BODY);
    assertThat(answer.api()).isEqualTo(Api.CHAT);
    assertThat(answer.model()).isEqualTo("q");
    assertThat(answer.usage()).contains(new Usage(9, 2, 0, 0, false));
    assertThat(answer.bytes()).isEqualTo(BODY.length());
    assertThat(answer.toString()).doesNotContain("Hey");
  }

  @Test
  void a_body_is_streamed_as_openai_does() {
    WholeAnswer answer = whole(Api.CHAT, JSON, BODY);

    assertThat(Copies.events(answer, true))
        .isEqualTo(
            """
            data: {"id":"c","object":"chat.completion.chunk","created":7,"model":"q","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {"id":"c","object":"chat.completion.chunk","created":7,"model":"q","choices":[{"index":0,"delta":{"content":"Hey"},"logprobs":null,"finish_reason":null}],"usage":null}

            data: {"id":"c","object":"chat.completion.chunk","created":7,"model":"q","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}

            data: {"id":"c","object":"chat.completion.chunk","created":7,"model":"q","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}

            data: [DONE]

            """);
    assertThat(Copies.events(answer, false)).doesNotContain("usage").endsWith(STOP_AND_DONE);
  }

  private static final String STOP_AND_DONE =
      "\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

  @Test
  void a_stream_becomes_the_body_it_stands_for() {
    String stream =
        ": ping\n\n"
            + ROLE
            + HEY
            + chunk("{\"content\":\" \\ud83d\"}", "null")
            + chunk("{\"content\":\"\\ude00 你\"}", "null")
            + STOP
            + chunkOf("", ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}")
            + DONE;

    WholeAnswer answer = whole(Api.CHAT, SSE, stream);

    assertThat(tree(answer))
        .isEqualTo(
            tree(
                """
                {"id":"c","object":"chat.completion","created":7,"model":"q","choices":[{"index":0,
                 "message":{"role":"assistant","content":"Hey 😀 你"},"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":3,"completion_tokens":4}}
                """));
    assertThat(answer.usage()).contains(new Usage(3, 4, 0, 0, false));
  }

  @Test
  void calls_and_choices_that_come_interleaved_are_told_apart() {
    String call =
        "{\"tool_calls\":[{\"index\":%d,\"id\":\"%s\",\"type\":\"function\","
            + "\"function\":{\"name\":\"%s\",\"arguments\":\"\"}}]}";
    String more = "{\"tool_calls\":[{\"index\":%d,\"function\":{\"arguments\":\"%s\"}}]}";
    String stream =
        ROLE
            + chunkOf("{\"index\":1,\"delta\":{\"role\":\"assistant\",\"content\":\"B\"}}", "")
            + chunk("{\"reasoning_content\":\"Hm\",\"content\":null}", "null")
            + chunk(call.formatted(0, "a", "f"), "null")
            + chunk(call.formatted(1, "b", "g"), "null")
            + chunk(more.formatted(1, "{\\\"y\\\":"), "null")
            + chunk(more.formatted(0, "{}"), "null")
            + chunk(more.formatted(1, "2}"), "null")
            + chunkOf(
                "{\"index\":1,\"delta\":{\"content\":\"C\"},\"finish_reason\":\"stop\","
                    + "\"stop_reason\":\"\\n\"}",
                ",\"system_fingerprint\":\"fp\",\"obfuscation\":\"xyz\"")
            + chunk("{}", "\"tool_calls\"")
            + DONE;

    assertThat(tree(whole(Api.CHAT, SSE, stream)))
        .isEqualTo(
            tree(
                """
                {"id":"c","object":"chat.completion","created":7,"model":"q",
                 "system_fingerprint":"fp","choices":[
                 {"index":0,"message":{"role":"assistant","content":null,"reasoning_content":"Hm",
                  "tool_calls":[
                  {"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
                  {"id":"b","type":"function","function":{"name":"g","arguments":"{\\"y\\":2}"}}]},
                  "finish_reason":"tool_calls"},
                 {"index":1,"message":{"role":"assistant","content":"BC"},"finish_reason":"stop",
                  "stop_reason":"\\n"}]}
                """));
  }

  @Test
  void a_legacy_function_call_is_joined() {
    String stream =
        chunk(
                "{\"role\":\"assistant\",\"content\":null,"
                    + "\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}",
                "null")
            + chunk("{\"function_call\":{\"arguments\":\"{\\\"a\\\"\"}}", "null")
            + chunk("{\"function_call\":{\"arguments\":\":1}\"}}", "null")
            + chunk("{}", "\"function_call\"")
            + DONE;

    assertThat(tree(whole(Api.CHAT, SSE, stream)).at("/choices/0/message"))
        .isEqualTo(
            tree(
                """
                {"role":"assistant","content":null,
                 "function_call":{"name":"f","arguments":"{\\"a\\":1}"}}
                """));
  }

  @Test
  void other_servers_spellings_are_read() {
    String stream = ("\uFEFF" + ROLE + HEY + STOP + DONE).replace("data: ", "data:");
    String azure =
        "data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\"}\n\n";

    assertThat(whole(Api.CHAT, SSE, stream.replace("\n", "\r\n")))
        .isEqualTo(whole(Api.CHAT, SSE, stream))
        .isEqualTo(whole(Api.CHAT, "Text/Event-Stream", azure + ROLE + HEY + STOP + DONE));
  }

  @Test
  void a_stream_without_its_end_is_cut() {
    unfit("", Why.CUT);
    unfit(ROLE + HEY + STOP, Why.CUT);
    unfit(ROLE + HEY + STOP + "data: [DONE]\n", Why.CUT);
  }

  @ParameterizedTest
  @CsvSource({"length", "content_filter", "pause_turn", "whatever", "''"})
  void an_answer_that_did_not_finish_is_none(String reason) {
    unfit(ROLE + HEY + chunk("{}", "\"" + reason + "\"") + DONE, Why.UNFINISHED);
    Copies.unfit(Api.CHAT, JSON, BODY.replace("\"stop\"", "\"" + reason + "\""), Why.UNFINISHED);
  }

  @Test
  void an_answer_without_a_reason_to_end_did_not_finish() {
    unfit(ROLE + HEY + DONE, Why.UNFINISHED);
    unfit(
        ROLE + HEY + STOP + chunkOf("{\"index\":1,\"delta\":{\"role\":\"assistant\"}}", "") + DONE,
        Why.UNFINISHED);
    Copies.unfit(
        Api.CHAT,
        JSON,
        BODY.replace("\"logprobs\":null,\"finish_reason\":\"stop\"", "\"logprobs\":null"),
        Why.UNFINISHED);
  }

  @Test
  void a_refusal_is_none() {
    unfit(ROLE + chunk("{\"refusal\":\"I \"}", "null") + STOP + DONE, Why.REFUSED);
    Copies.unfit(
        Api.CHAT, JSON, BODY.replace("\"refusal\":null", "\"refusal\":\"No.\""), Why.REFUSED);
  }

  @Test
  void an_answer_that_says_nothing_is_none() {
    unfit(DONE, Why.EMPTY);
    unfit(ROLE + STOP + DONE, Why.EMPTY);
    unfit(ROLE + chunk("{\"reasoning\":\"Hm\"}", "null") + STOP + DONE, Why.EMPTY);
    Copies.unfit(Api.CHAT, JSON, BODY.replace("\"Hey\"", "\" \\n\""), Why.EMPTY);
    Copies.unfit(Api.CHAT, JSON, BODY.replace("\"Hey\"", "null"), Why.EMPTY);
    Copies.unfit(
        Api.CHAT,
        JSON,
        BODY.replace(
            "\"annotations\":[]",
            "\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\","
                + "\"function\":{\"name\":\"\",\"arguments\":\"{}\"}}]"),
        Why.EMPTY);
  }

  @Test
  void an_error_is_none() {
    unfit(ROLE + HEY + "data: {\"error\":{\"message\":\"boom\"}}\n\n" + DONE, Why.FAILED);
    unfit(ROLE + HEY + "event: error\ndata: boom\n\n" + STOP + DONE, Why.FAILED);
    Copies.unfit(Api.CHAT, JSON, "{\"error\":{\"message\":\"boom\"}}", Why.FAILED);
    Copies.unfit(Api.CHAT, JSON, "{\"object\":\"error\",\"message\":\"boom\"}", Why.FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"audio\":{\"data\":\"x\"}}",
        "{\"reasoning_details\":[{\"text\":\"x\"}]}",
        "{\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}",
        "{\"content\":7}",
        "{\"role\":\"user\"}",
        "{\"content\":\"\\ud83d\"}",
        "{\"content\":\"x\",\"content\":\"y\"}",
        "{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}",
        "{\"tool_calls\":[{\"index\":1,\"id\":\"a\",\"function\":{\"name\":\"f\"}}]}",
        "{\"tool_calls\":[{\"index\":128,\"id\":\"a\",\"function\":{\"name\":\"f\"}}]}",
        "{\"tool_calls\":[{\"index\":-1,\"id\":\"a\",\"function\":{\"name\":\"f\"}}]}",
        "{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}",
        "{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"type\":\"custom\",\"custom\":{}}]}",
        "[]",
        "{"
      })
  void a_delta_that_is_not_understood_spoils_the_answer(String delta) {
    unfit(ROLE + HEY + chunk(delta, "null") + STOP + DONE, Why.UNREADABLE);
  }

  @Test
  void a_stream_out_of_order_or_shape_is_not_read() {
    String other =
        chunkOf(
            "{\"index\":2,\"delta\":{\"role\":\"assistant\",\"content\":\"x\"},"
                + "\"finish_reason\":\"stop\"}",
            "");
    unfit(ROLE + HEY + STOP + HEY + DONE, Why.UNREADABLE);
    unfit(ROLE + HEY + STOP + chunk("{}", "\"tool_calls\"") + DONE, Why.UNREADABLE);
    unfit(ROLE + HEY + STOP + DONE + HEY, Why.UNREADABLE);
    unfit(ROLE + HEY + STOP + other + DONE, Why.UNREADABLE);
    unfit(ROLE + HEY + STOP + other.replace(":2", ":200000000") + DONE, Why.UNREADABLE);
    unfit(ROLE + HEY + STOP + "data: {}\n\n" + DONE, Why.UNREADABLE);
    unfit(ROLE + HEY + STOP + "data: 1\n\n" + DONE, Why.UNREADABLE);
    unfit((ROLE + HEY + STOP + DONE).replace(".chunk", ""), Why.UNREADABLE);
    unfit(HEY + STOP + DONE, Why.UNREADABLE);
    unfit(
        ROLE
            + chunkOf(
                "{\"index\":0,\"delta\":{\"content\":\"x\"},"
                    + "\"logprobs\":{\"content\":[{\"token\":\"x\"}]}}",
                "")
            + STOP
            + DONE,
        Why.UNREADABLE);
  }

  @Test
  void a_body_in_another_shape_is_not_read() {
    for (String body :
        new String[] {
          BODY + "x",
          BODY + "{}",
          "[" + BODY + "]",
          "<html>",
          BODY.replace("\"id\":\"c\"", "\"id\":\"c\",\"id\":\"c\""),
          BODY.replace("chat.completion", "text_completion"),
          BODY.replace("\"index\":0", "\"index\":1"),
          BODY.replace("\"annotations\":[]", "\"annotations\":[{\"type\":\"url_citation\"}]"),
          BODY.replace("\"annotations\":[]", "\"audio\":{\"data\":\"\"}"),
          BODY.replace("\"logprobs\":null", "\"logprobs\":{\"content\":[]}"),
          BODY.replace("Hey", "\\ud83d"),
          BODY.replace("Hey", "\u0001"),
          BODY.replace("\"usage\":{", "\"usage\":[").replace("11}", "]"),
        }) {
      Copies.unfit(Api.CHAT, JSON, body, Why.UNREADABLE);
    }
    byte[] latin = BODY.replace("Hey", "H\u00e9").getBytes(ISO_8859_1);
    assertThat(Copies.finish(Api.CHAT, JSON, latin)).isEqualTo(new Unfit(Why.UNREADABLE));
    byte[] tail = (BODY + "\u00c3").getBytes(ISO_8859_1);
    assertThat(Copies.finish(Api.CHAT, JSON, tail)).isEqualTo(new Unfit(Why.UNREADABLE));
  }

  @Test
  void a_body_cut_anywhere_is_cut() {
    byte[] body = BODY.replace("Hey", "H😀y").getBytes(UTF_8);
    for (int length = 0; length < body.length; length++) {
      assertThat(Copies.finish(Api.CHAT, JSON, Arrays.copyOf(body, length)))
          .isEqualTo(new Unfit(Why.CUT));
    }
    assertThat(Copies.finish(Api.CHAT, JSON, body)).isInstanceOf(Result.Whole.class);
  }
}
