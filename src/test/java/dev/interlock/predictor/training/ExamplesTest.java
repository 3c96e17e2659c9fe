package dev.interlock.predictor.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.outcome.Outcome;
import dev.interlock.outcome.OutcomeRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  @Test
  void a_model_that_nobody_graded_is_not_learnt() {
    var outcomes = new LinkedHashMap<String, Outcome>();
    outcomes.put("priced", outcome(OptionalDouble.empty()));
    outcomes.put("graded", outcome(OptionalDouble.of(0.5)));

    assertThat(Examples.models(List.of(new OutcomeRow("Why?", Optional.empty(), outcomes))))
        .containsExactly("graded");
  }

  private static Outcome outcome(OptionalDouble score) {
    return new Outcome(score, OptionalDouble.of(0.002), OptionalDouble.empty());
  }
}
