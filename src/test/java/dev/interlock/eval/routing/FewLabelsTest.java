package dev.interlock.eval.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.predictor.training.Example;
import dev.interlock.predictor.training.SyntheticExamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class FewLabelsTest {
  @Test
  void a_text_that_is_learnt_from_is_no_test_wherever_it_stands_again() {
    List<Example> rows = SyntheticExamples.of(10, true);
    List<Example> drawn = rows.subList(0, 5);

    List<Example> unseen = FewLabels.unseen(drawn, rows.subList(3, rows.size()));

    assertThat(unseen).isEqualTo(rows.subList(5, rows.size()));
  }
}
