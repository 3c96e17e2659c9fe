package dev.interlock.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What Prometheus reads after traffic through a real Envoy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryIT {
  private static final Path DASHBOARD =
      Path.of(System.getProperty("interlock.basedir", ""))
          .resolve("helm/interlock/dashboards/interlock.json");
  private static final int NAMES = 2_000;

  private static final Pattern SAMPLE =
      Pattern.compile("^([a-z_]+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  private static final Pattern METRIC =
      Pattern.compile("\\b((?:interlock|gen_ai)_[a-z_]+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
  private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

  private SystemFixture system;

  @BeforeAll
  void start() {
    String kept = "{name: kept, cache: {exact: {ttl: 1h}, semantic: {max_error: 0.1, ttl: 1h}}}";
    system =
        SystemFixture.example()
            .replacing("  - name: everything else", "  - " + kept + "\n  - name: everything else")
            .start();
    for (String prompt :
        List.of(
            "Hi there, good morning!",
            "Write to anna@example.com that card 4111 1111 1111 1111 was charged.",
            "Draft the risk disclosure section of the annual report for regulators",
            // No head knows the language, so that the default answers.
            "สวัสดีครับ วันนี้อากาศเป็นอย่างไรบ้าง")) {
      assertThat(post(Bodies.auto(prompt))).isEqualTo(200);
    }
    assertThat(post(Bodies.of(Api.CHAT, "small", "Hi"))).isEqualTo(200);
    assertThat(post(Bodies.of(Api.CHAT, "nobody", "Hi"))).isEqualTo(404);
    assertThat(post("{")).isEqualTo(400);
    Waiting.until("answers counted", () -> system.metric("interlock_exchanges_total") >= 4);
  }

  @AfterAll
  void stop() {
    system.close();
  }

  @Test
  void every_query_of_the_dashboard_asks_for_what_there_is() {
    Map<String, Set<String>> exported = labelsByMetric(system.metrics());
    List<JsonNode> targets =
        dashboard().findValues("targets").stream().flatMap(JsonNode::valueStream).toList();

    assertThat(targets).hasSizeGreaterThan(20);
    assertThat(targets).allSatisfy(target -> assertAnswerable(target, exported));
  }

  @Test
  void the_dashboard_shows_every_stage() {
    assertThat(series(system.metrics()))
        .extracting(series -> series.replaceAll(",?le=\"[^\"]*\"", ""))
        .contains(
            Stream.of("queue", "read", "signals", "policy", "choice", "edit")
                .map(stage -> "interlock_stage_seconds_bucket{stage=\"" + stage + "\"}")
                .toArray(String[]::new));
  }

  @Test
  void thousands_of_names_that_clients_make_up_are_no_new_series() {
    Set<String> before = series(system.metrics());
    double decided = system.metric("interlock_decisions_total");
    for (int i = 0; i < NAMES; i++) {
      String madeUp = "made-up-" + i;
      int status =
          switch (i % 4) {
            case 0 -> post(Bodies.of(Api.CHAT, madeUp, "Hi"));
            case 1 -> post(Bodies.of(Api.CHAT, "small", "Hi"), "x-" + madeUp, madeUp);
            case 2 -> post(Bodies.of(Api.CHAT, "small", madeUp), "user-agent", madeUp);
            default -> post(Bodies.of(Api.CHAT, madeUp, madeUp), "authorization", madeUp);
          };
      assertThat(status).isIn(200, 404);
    }
    assertThat(system.metric("interlock_decisions_total")).isEqualTo(decided + NAMES);
    var after = new HashSet<>(series(system.metrics()));
    after.removeAll(before);
    // The configuration's file may have been looked at again in the meantime.
    after.removeIf(series -> series.startsWith("interlock_config_"));
    assertThat(after).isEmpty();
  }

  private static void assertAnswerable(JsonNode target, Map<String, Set<String>> exported) {
    String query = target.get("expr").asString();
    List<MatchResult> metrics = METRIC.matcher(BY.matcher(query).replaceAll("")).results().toList();
    assertThat(metrics).as(query).isNotEmpty();
    Set<String> by =
        BY.matcher(query)
            .results()
            .flatMap(group -> Stream.of(group.group(1).split(",\\s*", -1)))
            .collect(Collectors.toSet());
    for (MatchResult metric : metrics) {
      assertThat(exported).as(query).containsKey(metric.group(1));
      Set<String> labels = exported.get(metric.group(1));
      assertThat(labels).as(query).containsAll(by);
      if (metric.group(2) != null) {
        assertThat(MATCHER.matcher(metric.group(2)).results().map(m -> m.group(1)))
            .as(query)
            .isSubsetOf(labels);
      }
    }
    assertThat(LEGEND.matcher(target.get("legendFormat").asString()).results().map(m -> m.group(1)))
        .as("legend of " + query)
        .isSubsetOf(by);
  }

  private static Map<String, Set<String>> labelsByMetric(String text) {
    var labels = new TreeMap<String, Set<String>>();
    SAMPLE
        .matcher(text)
        .results()
        .forEach(
            sample -> {
              Set<String> known = labels.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
              if (sample.group(2) != null) {
                LABEL
                    .matcher(sample.group(2))
                    .results()
                    .forEach(label -> known.add(label.group(1)));
              }
            });
    return labels;
  }

  /** Names and labels, without values. */
  private static Set<String> series(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toSet());
  }

  private static JsonNode dashboard() {
    return SystemFixture.json(SystemFixture.read(DASHBOARD));
  }

  private int post(String body, String... headers) {
    return system.envoy().post(Api.CHAT.path(), body, headers).statusCode();
  }
}
