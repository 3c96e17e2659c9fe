package dev.interlock.eval.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.conversation.ConversationSettings;
import dev.interlock.embedding.EncoderFixture;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Through the real router: conversations keep their model, and it costs nothing. */
class EvalSessionsTest {
  private static final Map<String, Object> FIGURES =
      EvalSessions.figures(3, 300, ConversationSettings.DEFAULT, EncoderFixture.characters());

  @Test
  void no_model_changes_inside_a_tool_call() {
    assertThat(count("in_tool_calls")).isGreaterThan(1_000);
    assertThat(count("switches_in_tool_calls_stateless")).isGreaterThan(100);
    assertThat(count("switches_in_tool_calls")).isZero();
  }

  @Test
  void models_change_four_fifths_less_often_than_without_memory() {
    assertThat(count("switches_stateless")).isGreaterThan(300);
    assertThat(figure("fewer_switches")).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void neither_cost_nor_expected_quality_pay_for_it() {
    assertThat(figure("added_cost")).isLessThanOrEqualTo(0.01);
    assertThat(figure("mean_chance"))
        .isGreaterThanOrEqualTo(figure("mean_chance_stateless") - 0.002);
  }

  @Test
  void the_same_seed_gives_the_same_figures() {
    assertThat(few()).isEqualTo(few());
  }

  private static Map<String, Object> few() {
    return EvalSessions.figures(4, 20, ConversationSettings.DEFAULT, EncoderFixture.characters());
  }

  private static long count(String name) {
    return ((Number) figureOf(name)).longValue();
  }

  private static double figure(String name) {
    return ((Number) figureOf(name)).doubleValue();
  }

  private static Object figureOf(String name) {
    return FIGURES.getOrDefault(name, Double.NaN);
  }
}
