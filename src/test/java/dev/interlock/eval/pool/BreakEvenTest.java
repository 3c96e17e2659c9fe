package dev.interlock.eval.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BreakEvenTest {
  private final Pool pool = PoolFixture.pool(50);

  @Test
  void routing_pays_until_the_best_model_costs_no_more_than_the_cheapest() {
    BreakEven breakEven = breakEven(Expectation.oracle(pool));
    assertThat(breakEven.model()).isEqualTo("large");
    // Half of the prompts go to the small model, at an eighth of the price.
    assertThat(breakEven.savings()).containsOnlyKeys(1.0, 0.5, 0.2, 0.1);
    assertThat(breakEven.savings().get(1.0)).isCloseTo(0.4375, within(1e-9));
    assertThat(breakEven.savings().get(0.2)).isCloseTo(0.1875, within(1e-9));
    assertThat(breakEven.savings().get(0.1)).isZero();
    // One half, less one half of .125 / factor, is .01.
    assertThat(breakEven.factor()).isCloseTo(0.0625 / 0.49, within(1e-3));
  }

  @Test
  void a_router_that_never_reaches_the_best_quality_does_not_pay_at_any_price() {
    BreakEven breakEven = breakEven(PoolFixture.ignorant(pool));
    assertThat(breakEven.savings().get(1.0)).isZero();
    assertThat(breakEven.factor()).isEqualTo(1);
  }

  private BreakEven breakEven(Expectation expected) {
    return BreakEven.of(pool, expected, Range.of(pool));
  }
}
