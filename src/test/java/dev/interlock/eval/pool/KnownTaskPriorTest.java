package dev.interlock.eval.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.predictor.training.Example;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownTaskPriorTest {
  private final Pool pool = PoolFixture.pool(50);
  private final KnownTaskPrior prior = KnownTaskPrior.teach(pool.examples(), 2);

  @Test
  void expects_the_average_of_the_task_drawn_towards_that_of_all() {
    Example easy = pool.examples().getFirst();
    assertThat(prior.chance(easy)[0]).isCloseTo((50 + 7 * 0.5) / 57, within(1e-9));
    assertThat(prior.cost(easy)).containsExactly(PoolFixture.CHEAP, PoolFixture.DEAR);
  }

  @Test
  void of_a_task_that_it_never_met_it_expects_the_average() {
    assertThat(prior.chance(of(Optional.of("new")))[0]).isCloseTo(0.5, within(1e-9));
    assertThat(prior.chance(of(Optional.empty()))[0]).isCloseTo(0.5, within(1e-9));
  }

  private Example of(Optional<String> task) {
    Example any = pool.examples().getFirst();
    return new Example(any.text(), any.key(), task, any.scores(), any.tokens(), any.costs());
  }

  @Test
  void scores_that_are_not_known_do_not_count() {
    Example any = pool.examples().getFirst();
    Example unknown =
        new Example(
            any.text(),
            any.key(),
            any.task(),
            new double[] {Double.NaN, 1},
            any.tokens(),
            any.costs());
    assertThat(KnownTaskPrior.teach(List.of(unknown), 2).chance(unknown)).containsExactly(0, 1);
  }
}
