package dev.interlock.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.Question;
import dev.interlock.concurrent.Deadline;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouterTest {
  @Test
  void what_is_observed_is_only_looked_at_unless_a_router_knows_better() {
    Router router = new Follower();
    InferenceRequest request = RouterFixture.request("auto");
    RequestHead head = RouterFixture.head();

    assertThat(router.enforce(request, head, Deadline.NEVER).decision().getId()).isEqualTo("does");
    Router observer = router.observer();
    assertThat(observer.enforce(request, head, Deadline.NEVER).decision().getId())
        .isEqualTo("looks");
    assertThat(observer.questions()).isEmpty();
  }

  /** Its requests follow what it says. */
  private static final class Follower implements Router {
    @Override
    public RoutingOutcome route(InferenceRequest request, RequestHead head, Deadline deadline) {
      return outcome("looks");
    }

    @Override
    public RoutingOutcome enforce(
        InferenceRequest request,
        RequestHead head,
        Optional<Question> question,
        Deadline deadline) {
      return outcome("does");
    }

    private static RoutingOutcome outcome(String id) {
      return new RoutingOutcome.Forward(Decision.newBuilder().setId(id).build(), List.of());
    }
  }
}
