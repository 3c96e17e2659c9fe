package dev.interlock.dialect.replay;

import static dev.interlock.dialect.replay.Copies.JSON;
import static dev.interlock.dialect.replay.Copies.SSE;
import static dev.interlock.dialect.replay.Copies.tree;
import static dev.interlock.dialect.replay.Copies.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import dev.interlock.inference.Api;
import org.junit.jupiter.api.Test;

class CompletionsCopyTest {
  private static final String BODY =
      """
      {"id":"c","object":"text_completion","created":7,"model":"q","choices":[\
      {"text":"Hey","index":0,"logprobs":null,"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":9,"completion_tokens":2}}""";

  private static String chunk(String choice) {
    return "data: {\"id\":\"c\",\"object\":\"text_completion\",\"created\":7,\"choices\":["
        + choice
        + "],\"model\":\"q\"}\n\n";
  }

  private static final String HEY = chunk("{\"text\":\"Hey\",\"index\":0,\"finish_reason\":null}");
  private static final String STOP =
      chunk("{\"text\":\"\",\"index\":0,\"finish_reason\":\"stop\"}");
  private static final String DONE = "data: [DONE]\n\n";

  @Test
  void a_body_is_streamed_as_openai_does() {
    assertThat(Copies.events(whole(Api.COMPLETIONS, JSON, BODY), true))
        .isEqualTo(
            """
            data: {"id":"c","object":"text_completion","created":7,"model":"q","choices":[{"index":0,"text":"Hey","logprobs":null,"finish_reason":null}],"usage":null}

            data: {"id":"c","object":"text_completion","created":7,"model":"q","choices":[{"index":0,"text":"","logprobs":null,"finish_reason":"stop"}],"usage":null}

            data: {"id":"c","object":"text_completion","created":7,"model":"q","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2}}

            data: [DONE]

            """);
  }

  @Test
  void choices_that_come_interleaved_are_told_apart() {
    String stream =
        HEY
            + chunk("{\"text\":\"B\",\"index\":1}")
            + chunk("{\"text\":\"!\",\"index\":0,\"finish_reason\":\"stop\"}")
            + chunk("{\"text\":\"C\",\"index\":1,\"finish_reason\":\"stop\",\"stop_reason\":7}")
            + DONE;

    assertThat(tree(whole(Api.COMPLETIONS, SSE, stream)))
        .isEqualTo(
            tree(
                """
                {"id":"c","object":"text_completion","created":7,"model":"q","choices":[
                 {"text":"Hey!","index":0,"finish_reason":"stop"},
                 {"text":"BC","index":1,"finish_reason":"stop","stop_reason":7}]}
                """));
  }

  @Test
  void other_streams_are_none() {
    unfit(HEY + STOP, Why.CUT);
    unfit(HEY + DONE, Why.UNFINISHED);
    unfit(HEY + STOP.replace("stop", "length") + DONE, Why.UNFINISHED);
    unfit(STOP + DONE, Why.EMPTY);
    unfit(HEY + "data: {\"error\":\"boom\"}\n\n" + DONE, Why.FAILED);
    unfit(HEY + STOP + HEY + DONE, Why.UNREADABLE);
    unfit(
        HEY.replace("\"finish", "\"logprobs\":{\"tokens\":[\"x\"]},\"finish") + STOP + DONE,
        Why.UNREADABLE);
    unfit(HEY.replace("null", "null,\"token_ids\":[5]") + STOP + DONE, Why.UNREADABLE);
    unfit(HEY.replace("null", "null,\"native\":\"x\"") + STOP + DONE, Why.UNREADABLE);
    unfit((HEY + STOP + DONE).replace("text_completion", "chat.completion.chunk"), Why.UNREADABLE);
  }

  private static void unfit(String stream, Why why) {
    Copies.unfit(Api.COMPLETIONS, SSE, stream, why);
  }
}
