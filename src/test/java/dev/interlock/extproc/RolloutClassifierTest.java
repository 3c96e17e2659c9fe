package dev.interlock.extproc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import dev.interlock.rollout.Rollout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutClassifierTest {
  private static final RequestClass REFUSED =
      new RequestClass.Answered(
          new Answer.Reply(Optional.empty(), LocalReply.json(401, new byte[0], "unauthenticated")));
  private static final Rollout NOTHING = Rollout.none(new ModelCatalog(List.of(), List.of()));
  private static final RolloutClassifier CLASSIFIER =
      new RolloutClassifier(RolloutClassifierTest::enforced, NOTHING);

  @ParameterizedTest
  @ValueSource(strings = {"/v1/chat/completions", "/v1/models", "/elsewhere"})
  void who_is_not_known_is_refused_outside_the_share_too(String path) {
    var head = new RequestHead("POST", path, Map.of(), new Caller.Unidentified());

    assertThat(CLASSIFIER.apply(head)).isEqualTo(REFUSED);
  }

  @Test
  void anybody_else_goes_on_untouched_outside_the_share() {
    assertThat(CLASSIFIER.apply(new RequestHead("POST", "/v1/chat/completions", Map.of())))
        .isEqualTo(new RequestClass.Unenforced(Api.CHAT));
  }

  private static RequestClass enforced(RequestHead head) {
    return head.caller() instanceof Caller.Unidentified
        ? REFUSED
        : new RequestClass.Inference(Api.CHAT, true);
  }
}
