package dev.interlock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BenchReportTest {
  private static final ScenarioResult FAST = result(100, 200, 2000);

  @Test
  void the_json_has_the_keys_that_programs_read() {
    JsonNode json = report(FAST, 2.5, Map.of()).json();

    JsonNode row = json.path("auto_mixed");
    assertThat(row.path("p50_us").doubleValue()).isEqualTo(100);
    assertThat(row.path("p99_us").doubleValue()).isEqualTo(200);
    assertThat(row.path("rps").doubleValue()).isEqualTo(2000);
    assertThat(row.at("/connections_32/rps").doubleValue()).isEqualTo(2000);
    assertThat(json.at("/choice_only/bytes").longValue()).isEqualTo(1000);
    assertThat(json.path("ready_ms").doubleValue()).isEqualTo(900);
    assertThat(json.path("rss_mb").doubleValue()).isEqualTo(300);
    assertThat(json.path("errors").longValue()).isZero();
    assertThat(json.path("degraded").longValue()).isEqualTo(7);
    assertThat(json.at("/forward_share/auto_64").doubleValue()).isEqualTo(1);
  }

  @Test
  void every_number_is_met_or_missed_by_its_limit() {
    BenchReport good = report(FAST, 9.9, Map.of());
    BenchReport bad = report(result(700, 900, 900), 10.1, Map.of("pinned status 503", 1L));

    assertThat(good.targets()).allMatch(Target::met);
    assertThat(bad.targets().stream().filter(t -> !t.met()).map(Target::name))
        .containsExactly(
            "pinned p50 above envoy",
            "pinned p99 / noop p99",
            "auto_mixed rps, 32 connections",
            "choice_only mean",
            "errors");
  }

  @Test
  void what_was_not_measured_is_missed_and_null() {
    BenchReport empty =
        new BenchReport(Map.of(), Map.of(), Map.of(), 1, 1, Map.of(), Map.of(), Map.of());

    assertThat(empty.targets().stream().filter(Target::met).map(Target::name))
        .containsExactly("ready_ms", "rss_mb", "errors");
    assertThat(empty.json().at("/targets/0/value").isNull()).isTrue();
  }

  @Test
  void looking_on_is_held_against_the_noise_of_the_same_envoy() {
    ScenarioResult envoy = rounds(90, 100, 80);
    Map<String, ScenarioResult> rows =
        Map.of(
            "envoy", envoy,
            "envoy_again", rounds(91, 96, 81),
            "observe", rounds(93, 104, 83),
            "observe_hung", rounds(95, 130, 85));
    var report = new BenchReport(rows, Map.of(), Map.of(), 1, 1, Map.of(), Map.of(), Map.of());

    assertThat(report.targets())
        .contains(
            Target.atMost("observe p50 above envoy", 3, 4, "us, the noise"),
            Target.atMost("observe_hung p50 above envoy", 5, 4, "us, the noise"));
  }

  private static ScenarioResult rounds(double... p50s) {
    List<Percentiles> rounds =
        Arrays.stream(p50s).mapToObj(p50 -> new Percentiles(p50, 200, 2000)).toList();
    return new ScenarioResult(rounds.getFirst(), rounds.getFirst(), rounds);
  }

  @Test
  void medians_are_taken_figure_by_figure() {
    Percentiles median =
        Percentiles.medianOf(
            List.of(
                new Percentiles(1, 30, 5), new Percentiles(2, 10, 7), new Percentiles(9, 20, 6)));

    assertThat(median).isEqualTo(new Percentiles(2, 20, 6));
    assertThat(Percentiles.medianOf(List.of(new Percentiles(1, 1, 1), new Percentiles(3, 3, 3))))
        .isEqualTo(new Percentiles(2, 2, 2));
  }

  private static BenchReport report(
      ScenarioResult interlock, double choiceMicros, Map<String, Long> errors) {
    return new BenchReport(
        Map.of(
            "envoy", result(90, 180, 9000),
            "envoy_again", result(93, 180, 9000),
            "observe", result(92, 180, 9000),
            "observe_hung", result(91, 180, 9000),
            "noop", result(95, 190, 8000),
            "pinned", interlock,
            "exact_hit", result(110, 200, 20_000),
            "auto_64", interlock,
            "auto_mixed", interlock),
        Map.of("auto_64", 1.0),
        Map.of(
            "decision_128", new Timing(900, 3000, 1000, 50_000),
            "decision_8000", new Timing(4000, 9000, 5000, 900_000),
            "choice_only", new Timing(2, 5, choiceMicros, 1000),
            "router_60", new Timing(200, 400, 210, 50_000)),
        900,
        300,
        errors,
        Map.of("auto_mixed degraded", 7L),
        Map.of());
  }

  private static ScenarioResult result(double p50, double p99, double rps) {
    Percentiles figures = new Percentiles(p50, p99, rps);
    return new ScenarioResult(figures, figures, List.of(figures));
  }
}
