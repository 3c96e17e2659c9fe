package dev.interlock.extproc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Model;
import dev.interlock.exchange.ExchangeSink;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.failover.Chain;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.telemetry.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a forwarded request of which nothing more is heard. */
class ForwardingTest {
  private final List<String> unasked = new ArrayList<>();
  private final ExchangeSinks sinks =
      new ExchangeSinks(
          List.of(
              new ExchangeSink() {
                @Override
                public void unasked(Decision decision) {
                  unasked.add(decision.getId());
                }
              }),
          Metrics.none(),
          () -> 0);
  private final TurnRegister register = new TurnRegister(sinks);

  @Test
  void a_request_that_ends_before_any_turn_has_asked_nobody() {
    forwarding(Answers.SMALL, Answers.SMALL).over();

    assertThat(unasked).containsExactly("d1");
  }

  @Test
  void one_whose_first_model_had_its_turn_has_asked_it() {
    Forwarding forwarding = forwarding(Answers.SMALL, Answers.SMALL);
    register.of("d1").begin(new Turn(Answers.SMALL, 1, false, 0));

    forwarding.over();

    assertThat(unasked).isEmpty();
  }

  @Test
  void of_a_single_model_nobody_tells_whether_it_was_asked() {
    forwarding(Answers.SMALL).over();

    assertThat(unasked).isEmpty();
  }

  private Forwarding forwarding(Model... models) {
    Answer.Forward answer = Answers.forward();
    var plan = new Plan(new Chain(List.of(models)), Duration.ofSeconds(1));
    return new Forwarding(
        new Answer.Forward(
            answer.decision(), answer.request(), answer.model(), answer.body(), plan),
        register,
        sinks,
        0);
  }
}
