package dev.interlock.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/metrics.md} lists every metric with its labels and its meaning. */
class MetricsReferenceTest {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `((?:interlock|gen_ai)_\\w+)`[^|]* \\| (.*?) \\| (.*?) \\|", Pattern.MULTILINE);
  private static final Pattern SAMPLE =
      Pattern.compile(
          "^((?:interlock|gen_ai)_\\w+?)(?:_bucket|_sum|_count)?(?:\\{(.*)})? ", Pattern.MULTILINE);
  private static final Pattern HELP =
      Pattern.compile("^# HELP ((?:interlock|gen_ai)_\\w+) (.*)$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  /** Gauges are made where what they measure is. */
  private static final Set<String> GAUGES =
      Set.of(
          "interlock_queue_depth",
          "interlock_body_bytes",
          "interlock_conversation_answers",
          "interlock_model_resting",
          "interlock_config_generation",
          "interlock_config_since_seconds",
          "interlock_config_last_reload_successful",
          "interlock_config_problems",
          "interlock_config_generations_in_use",
          "interlock_journal_lost",
          "interlock_samples_kept",
          "interlock_samples_lost",
          "interlock_samples_withheld",
          "interlock_feedback_open_decisions",
          "interlock_feedback_frozen",
          "interlock_cache_entries",
          "interlock_cache_bytes",
          "interlock_cache_quarantine",
          "interlock_cache_distant_entries",
          "interlock_cache_promise_max_error",
          "interlock_cache_promise_error",
          "interlock_cache_promise_error_lower",
          "interlock_cache_promise_error_upper",
          "interlock_cache_promise_samples",
          "interlock_cache_promise_open",
          "interlock_cache_collisions_total",
          "interlock_cache_collided_entries_total",
          "interlock_cache_store_connected",
          "interlock_cache_store_resting",
          "interlock_passthrough");

  @Test
  void lists_every_metric_with_its_labels() throws IOException {
    var documented = new TreeSet<String>();
    ROW.matcher(page())
        .results()
        .filter(row -> !GAUGES.contains(row.group(1)))
        .forEach(row -> documented.add(row.group(1) + " " + labels(row.group(2), "`(\\w+)`")));
    var exported = new TreeSet<String>();
    SAMPLE
        .matcher(everything())
        .results()
        .forEach(
            sample -> {
              String labels = Optional.ofNullable(sample.group(2)).orElse("");
              exported.add(sample.group(1) + " " + labels(labels, LABEL.pattern()));
            });

    assertThat(documented).isEqualTo(exported);
  }

  @Test
  void says_what_the_metric_says_of_itself() throws IOException {
    String page = page();
    HELP.matcher(everything())
        .results()
        .forEach(
            help ->
                assertThat(page.lines().filter(l -> l.startsWith("| `" + help.group(1) + "`")))
                    .singleElement()
                    .asString()
                    .endsWith("| " + help.group(2) + ". |"));
  }

  private static Set<String> labels(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .filter(name -> !name.equals("le"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What Prometheus reads once everything has happened. */
  private static String everything() {
    try (var telemetry = Telemetry.start(Optional.empty())) {
      Metrics metrics = telemetry.metrics();
      metrics.streamEnded("completed");
      metrics.refused("invalid_request");
      metrics.decided("enforce", "auto", "small", "named", 0.001, true);
      metrics.chosenBy("bundle");
      metrics.thinks("enforce", "small", "low");
      metrics.spentThinking("small", "low", 0.1);
      metrics.forecast(0.5);
      metrics.abstained("language");
      metrics.continued("held");
      metrics.degraded("rule_unknown");
      metrics.found("pii", "card");
      metrics.attempted("small", 1, 200);
      metrics.exchanged("small", 200, true);
      metrics.used("auto", "small", 1, 1, false);
      metrics.spent("auto", "small", 0.1, 0.2);
      metrics.took(Stage.READ, 0.001);
      metrics.configurationChange("applied");
      metrics.judged("feedback", "small", "good");
      metrics.lookedForMeaning("enforce", "hit");
      metrics.waited();
      metrics.lookedUp("enforce", "hit-exact", "", 0.1);
      metrics.lookedUp("observe", "would-hit-exact", "", 0.1);
      metrics.stored("find", "hit");
      metrics.sinkFailed();
      TenantMetrics tenants = telemetry.tenants(1);
      tenants.decided("acme");
      tenants.spent("acme", 0.1);
      var operation = new GenAiMetrics.Operation("chat", "auto", "small");
      telemetry.genAi().ended(operation, 1, Optional.of("503"));
      telemetry.genAi().used(operation, 1, 1);
      return telemetry.prometheusText();
    }
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/reference/metrics.md"));
  }
}
