package dev.interlock.extproc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.Upstream;
import dev.interlock.failover.Chain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who answered, by what Envoy says of it. */
class AnswerTest {
  private static final Model HERE = at("here", "qwen");
  private static final Model OTHER = at("other", "gpt");
  private static final Model THERE = at("there", "qwen");

  @Test
  void it_is_whom_envoy_names() {
    assertThat(answeredBy("other", 2, HERE, OTHER, THERE)).isEqualTo(OTHER);
    assertThat(answeredBy("stranger", 2, HERE, OTHER)).isEqualTo(HERE);
  }

  @Test
  void where_envoy_names_nobody_a_second_attempt_was_the_stand_ins() {
    assertThat(answeredBy("", 1, HERE, OTHER, THERE)).isEqualTo(HERE);
    assertThat(answeredBy("", 2, HERE, OTHER, THERE)).isEqualTo(THERE);
    assertThat(answeredBy("", 2, HERE, OTHER)).isEqualTo(HERE);
  }

  private static Model answeredBy(String id, int attempts, Model... plan) {
    Answer.Forward forward = Answers.forward();
    return new Answer.Forward(
            forward.decision(),
            forward.request(),
            plan[0],
            forward.body(),
            new Plan(new Chain(List.of(plan)), Duration.ofSeconds(1)))
        .answered(
            new StreamEvent.ResponseHeaders(
                200, "application/json", "", false, Optional.empty(), id, attempts))
        .model();
  }

  private static Model at(String id, String upstreamModel) {
    Model small = Answers.SMALL;
    return new Model(
        id,
        id,
        Optional.of(new Upstream(false, id, 80, "", Optional.empty())),
        upstreamModel,
        small.apis(),
        small.quality(),
        small.price(),
        small.contextWindow(),
        small.capabilities(),
        small.tags(),
        small.site(),
        small.energy(),
        small.latency());
  }
}
