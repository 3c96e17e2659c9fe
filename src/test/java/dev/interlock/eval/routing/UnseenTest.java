package dev.interlock.eval.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.PoolFixture;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Models and tasks that a router has hardly met, or never. */
class UnseenTest {
  private final Pool pool = PoolFixture.pool(150);

  @Test
  void a_model_known_by_all_prompts_there_are_costs_nothing() {
    // Fewer prompts than the new model has graded: it is as known as the others.
    Map<String, Object> figures = new UnseenModel(pool).run().map();
    assertThat(figures).containsEntry("loss", 0.0).containsEntry("worst_loss", 0.0);
    assertThat(figures.get("audc")).isEqualTo(figures.get("full_audc"));
    assertThat((Double) figures.get("full_audc")).isGreaterThan(0.85);
  }

  @Test
  void each_task_is_judged_by_a_router_that_never_met_it() {
    Map<String, Object> figures = UnseenTask.run(pool).map();
    // A router that knew the task would gain: on hard prompts only the dear model is any good.
    assertThat(figures).containsKeys("worst", "mean", "worst_foreseen", "mean_foreseen");
    assertThat(figures.get("gain_by_task"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Double.class))
        .containsOnlyKeys("easy", "hard");
    // Nobody who judges by averages knows better; by the task itself, one can.
    assertThat((Double) figures.get("worst")).isLessThan((Double) figures.get("worst_foreseen"));
    assertThat((Double) figures.get("worst")).isLessThanOrEqualTo((Double) figures.get("mean"));
  }
}
