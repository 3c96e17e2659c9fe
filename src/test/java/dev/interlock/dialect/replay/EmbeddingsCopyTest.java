package dev.interlock.dialect.replay;

import static dev.interlock.dialect.replay.Copies.JSON;
import static dev.interlock.dialect.replay.Copies.SSE;
import static dev.interlock.dialect.replay.Copies.whole;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlock.dialect.replay.AnswerCopy.Result.Unfit;
import dev.interlock.dialect.replay.AnswerCopy.Why;
import dev.interlock.inference.Api;
import dev.interlock.inference.Usage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EmbeddingsCopyTest {
  static final String BODY =
      """
      {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,-2e-3,1]},
       {"object":"embedding","index":1,"embedding":"AACAPw=="}],"model":"e",
       "usage":{"prompt_tokens":8,"total_tokens":8}}""";

  private static void unfit(String body, Why why) {
    Copies.unfit(Api.EMBEDDINGS, JSON, body, why);
  }

  @Test
  void a_body_is_kept_as_it_came_and_never_streamed() {
    WholeAnswer answer = whole(Api.EMBEDDINGS, "", BODY);

    assertThat(Replay.json(answer)).asString().isEqualTo(BODY);
    assertThat(answer.model()).isEqualTo("e");
    assertThat(answer.usage()).contains(new Usage(8, 0, 0, 0, false));
    assertThatIllegalArgumentException().isThrownBy(() -> Replay.events(answer, true));
    Copies.unfit(Api.EMBEDDINGS, SSE, BODY, Why.UNREADABLE);
  }

  @Test
  void a_vector_too_long_for_a_tree_is_read() {
    String numbers = "0.123456789,".repeat(300_000) + "0";

    assertThat(whole(Api.EMBEDDINGS, JSON, BODY.replace("0.1,", numbers + ",")).bytes())
        .isGreaterThan(3_000_000);
  }

  @Test
  void a_body_cut_anywhere_is_cut() {
    byte[] body = BODY.getBytes(UTF_8);
    for (int length = 0; length < body.length; length++) {
      assertThat(Copies.finish(Api.EMBEDDINGS, JSON, Arrays.copyOf(body, length)))
          .isEqualTo(new Unfit(Why.CUT));
    }
  }

  @Test
  void other_bodies_are_none() {
    unfit("{\"object\":\"list\",\"data\":[],\"model\":\"e\"}", Why.EMPTY);
    unfit(BODY.replace("[0.1,-2e-3,1]", "[]"), Why.EMPTY);
    unfit(BODY.replace("AACAPw==", ""), Why.EMPTY);
    unfit(BODY.replace("AACAPw==", "\\ud83d"), Why.UNREADABLE);
    unfit(BODY.replace("\"model\":\"e\"", "\"error\":{}"), Why.FAILED);
    unfit("{\"object\":\"error\",\"message\":\"boom\"}", Why.FAILED);
    unfit(BODY.replace("\"index\":1", "\"index\":0"), Why.UNREADABLE);
    unfit(BODY.replace("[0.1,", "[null,"), Why.UNREADABLE);
    unfit(BODY.replace("\"model\":\"e\"", "\"model\":\"e\",\"model\":\"e\""), Why.UNREADABLE);
    unfit(BODY.replace("\"list\"", "\"lists\""), Why.UNREADABLE);
    unfit(BODY + "{}", Why.UNREADABLE);
    unfit("[]", Why.UNREADABLE);
  }
}
