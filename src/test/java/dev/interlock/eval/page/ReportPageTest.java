package dev.interlock.eval.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.PoolFixture;
import dev.interlock.eval.pool.PoolReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  @Test
  void shows_every_plot_and_needs_nothing_else() {
    String page = page(PoolFixture.pool(60));
    // Frontier, regret and tasks, and calibration of two models.
    assertThat(page.split("<svg ", -1)).hasSize(1 + 5);
    assertThat(page).contains("Frontier", "Regret", "Tasks", "Calibration", "AUDC", "APGR");
    assertThat(page).doesNotContain("<script", "<link", "http:", "https:", "@import", "url(");
    assertThat(page).contains("prefers-color-scheme: dark");
    assertThat(page).doesNotContain("NaN", "Infinity", "null");
  }

  @Test
  void leaves_out_tasks_that_nobody_named() {
    assertThat(page(PoolFixture.pool(60, false)).split("<svg ", -1)).hasSize(1 + 4);
  }

  @Test
  void names_are_text_whatever_they_are() {
    Pool pool = PoolFixture.pool(60);
    String page = page(new Pool(HOSTILE, List.of(HOSTILE, "large"), pool.examples()));
    assertThat(page).doesNotContain(HOSTILE).contains("&lt;img src=x");
  }

  @Test
  void the_same_outcomes_give_the_same_bytes() {
    assertThat(page(PoolFixture.pool(60))).isEqualTo(page(PoolFixture.pool(60)));
  }

  private static String page(Pool pool) {
    return ReportPage.of(new TreeMap<>(Map.of(pool.name(), PoolReport.crossValidated(pool))));
  }
}
