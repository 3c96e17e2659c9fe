package dev.interlock.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutingMemoryTest {
  private static final long WEEK = Duration.ofDays(7).toMillis();

  private final RoutingMemory memory = new RoutingMemory(() -> WEEK);

  @Test
  void counts_fade_by_half_in_a_half_life() {
    count("small", 1);

    assertThat(memory.models(WEEK).getFirst().counts().good()).isEqualTo(0.5);
    assertThat(memory.models(2 * WEEK).getFirst().counts().good()).isEqualTo(0.25);
  }

  @Test
  void only_what_is_left_of_a_judgement_is_taken_back() {
    count("small", 0);
    count("small", 0);
    memory.count(judgement("small", 1, Optional.of(new Judgement.Earlier(0, 0)), WEEK));

    Counts counts = memory.models(WEEK).getFirst().counts();
    assertThat(counts.bad()).isEqualTo(0.5);
    assertThat(counts.good()).isEqualTo(1);
  }

  @Test
  void who_causes_most_friction_comes_first() {
    count("small", 1);
    count("large", 0);

    assertThat(memory.models(0))
        .extracting(entry -> entry.key().model())
        .containsExactly("large", "small");
    assertThat(memory.rules(0))
        .singleElement()
        .satisfies(rule -> assertThat(rule.counts().judged()).isEqualTo(2));
  }

  @Test
  void what_was_not_heard_of_longest_is_forgotten_and_counted() {
    for (int i = 0; i <= RoutingMemory.MOST; i++) {
      count("model-" + i, 1);
    }

    assertThat(memory.models(0)).hasSize(RoutingMemory.MOST);
    assertThat(memory.evidence(new RoutingMemory.Subject("", "billing", "model-0"))).isZero();
    assertThat(memory.overflow()).isEqualTo(1);
  }

  private void count(String model, double score) {
    memory.count(judgement(model, score, Optional.empty(), 0));
  }

  private static Judgement judgement(
      String model, double score, Optional<Judgement.Earlier> before, long atUnixMs) {
    Occasion occasion = Occasions.of("", "billing", model, 0.5, 0);
    return new Judgement(
        "d-1", Occasions.feedback(occasion, score), before, Double.NaN, "", atUnixMs);
  }
}
