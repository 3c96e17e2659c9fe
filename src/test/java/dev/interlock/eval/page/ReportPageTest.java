package dev.interlock.eval.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.PoolFixture;
import dev.interlock.eval.pool.PoolReport;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  void where_costs_are_shown_by_ratios_a_mixture_of_two_models_is_a_curve() {
    Pool cheap = PoolFixture.pool(60).repriced(0, 1.0 / 16);
    var plots = new PoolPlots(PoolReport.crossValidated(cheap));
    Matcher hull = Pattern.compile("line constant\" d=\"([^\"]*)\"").matcher(plots.frontier());
    assertThat(hull.find()).isTrue();
    double[][] points =
        Arrays.stream(hull.group(1).split("[ML]", -1))
            .filter(each -> !each.isEmpty())
            .map(
                each ->
                    Arrays.stream(each.split(" ", -1)).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    double[] first = points[0];
    double[] last =
        Arrays.stream(points).min(Comparator.comparingDouble(at -> at[1])).orElseThrow();
    double middle = (first[0] + last[0]) / 2;
    double[] between =
        Arrays.stream(points)
            .min(Comparator.comparingDouble(at -> Math.abs(at[0] - middle)))
            .orElseThrow();

    assertThat(between[0]).isCloseTo(middle, within(20.0));
    // Half way between 1 and 128 times the price, next to nothing is gained: y grows downwards.
    assertThat(between[1]).isGreaterThan(first[1] + 0.2 * (last[1] - first[1]));
  }

  @Test
  void the_same_outcomes_give_the_same_bytes() {
    assertThat(page(PoolFixture.pool(60))).isEqualTo(page(PoolFixture.pool(60)));
  }

  private static String page(Pool pool) {
    return ReportPage.of(new TreeMap<>(Map.of(pool.name(), PoolReport.crossValidated(pool))));
  }
}
