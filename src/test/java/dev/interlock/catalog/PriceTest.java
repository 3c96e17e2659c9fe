package dev.interlock.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.inference.Usage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceTest {
  private static final Price DISCOUNTED = new Price(5, Optional.of(0.5), 15, Optional.empty());
  private static final Price PLAIN = new Price(5, 15, Optional.empty());

  @Test
  void what_came_from_the_prompt_cache_costs_the_price_of_cached_input() {
    var used = new Usage(1_000, 100, 800, 0, false);

    assertThat(DISCOUNTED.usd(used))
        .isCloseTo((200 * 5 + 800 * 0.5 + 100 * 15) * 1e-6, within(1e-15));
    assertThat(PLAIN.usd(used)).isCloseTo((1_000 * 5 + 100 * 15) * 1e-6, within(1e-15));
  }

  @Test
  void a_server_that_reports_more_cached_than_read_pays_nobody() {
    assertThat(DISCOUNTED.usd(new Usage(100, 0, 1_000_000, 0, false)))
        .isCloseTo(100 * 0.5e-6, within(1e-15));
  }
}
