package dev.interlock.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything a bench measured, for people and for programs.
 *
 * @param scenarios by row
 * @param forwardShares share of prompts that make the transformer run, by row
 * @param timings of decisions without Envoy, by row
 * @param readyMillis from JVM start to readiness
 * @param residentMib the most memory the sidecar had resident
 * @param errors what clients saw go wrong in any run, by row and kind
 * @param degraded answers that clients got, but not by a full decision, by row and kind: no
 *     successes in any figure
 * @param machine what it ran on
 */
record BenchReport(
    Map<String, ScenarioResult> scenarios,
    Map<String, Double> forwardShares,
    Map<String, Timing> timings,
    double readyMillis,
    double residentMib,
    Map<String, Long> errors,
    Map<String, Long> degraded,
    Map<String, String> machine) {
  private static final Percentiles NOT_MEASURED =
      new Percentiles(Double.NaN, Double.NaN, Double.NaN);
  private static final Timing NOT_TIMED =
      new Timing(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** Every number to reach. */
  List<Target> targets() {
    Percentiles pinned = one("pinned");
    List<Target> targets = new ArrayList<>();
    targets.add(
        Target.atMost(
            "pinned p50 above envoy", pinned.p50Micros() - one("envoy").p50Micros(), 500, "us"));
    targets.add(observed("observe"));
    targets.add(observed("observe_hung"));
    targets.add(
        Target.atMost(
            "pinned p99 / noop p99", pinned.p99Micros() / one("noop").p99Micros(), 1.5, "x"));
    targets.add(
        Target.atMost(
            "exact_hit p50 / noop p50",
            one("exact_hit").p50Micros() / one("noop").p50Micros(),
            1.2,
            "x"));
    targets.add(
        Target.atLeast("auto_mixed rps, 32 connections", many("auto_mixed").rps(), 1000, "/s"));
    targets.add(Target.atLeast("auto_64 rps, 32 connections", many("auto_64").rps(), 300, "/s"));
    targets.add(
        Target.atMost("decision_128 mean", timing("decision_128").meanMicros(), 2000, "us"));
    targets.add(Target.atMost("decision_128 p99", timing("decision_128").p99Micros(), 8000, "us"));
    targets.add(
        Target.atMost("decision_8000 p99", timing("decision_8000").p99Micros(), 20_000, "us"));
    targets.add(Target.atMost("choice_only mean", timing("choice_only").meanMicros(), 10, "us"));
    targets.add(Target.atMost("choice_only bytes", timing("choice_only").bytes(), 16_384, "B"));
    targets.add(Target.atMost("router_60 p99", timing("router_60").p99Micros(), 1000, "us"));
    targets.add(Target.atMost("ready_ms", readyMillis, 3000, "ms"));
    targets.add(Target.atMost("rss_mb", residentMib, 512, "MiB"));
    targets.add(Target.atMost("errors", (double) errorCount(), 0, ""));
    return targets;
  }

  /**
   * What looking on costs each request. The limit is the noise: the most by which two rows of the
   * same Envoy were apart in a round.
   */
  private Target observed(String key) {
    double noise = Arrays.stream(above("envoy_again")).map(Math::abs).max().orElse(Double.NaN);
    return Target.atMost(
        key + " p50 above envoy", Percentiles.median(above(key)), noise, "us, the noise");
  }

  private double[] above(String key) {
    ScenarioResult row = scenarios.get(key);
    ScenarioResult envoy = scenarios.get("envoy");
    return row == null || envoy == null ? new double[0] : row.p50Above(envoy);
  }

  /** As a table. */
  String table() {
    return new BenchTable(this).write();
  }

  /** As JSON, with the same figures. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    scenarios.forEach(
        (key, result) -> {
          ObjectNode row = json.putObject(key);
          row.put("p50_us", round(result.one().p50Micros()));
          row.put("p99_us", round(result.one().p99Micros()));
          row.put("rps", round(result.many().rps()));
          row.set("connections_1", json(result.one()));
          row.set("connections_32", json(result.many()));
        });
    timings.forEach(
        (key, timing) ->
            json.putObject(key)
                .put("p50_us", round(timing.p50Micros()))
                .put("p99_us", round(timing.p99Micros()))
                .put("mean_us", round(timing.meanMicros()))
                .put("bytes", Math.round(timing.bytes())));
    json.put("ready_ms", round(readyMillis));
    json.put("rss_mb", round(residentMib));
    json.put("errors", errorCount());
    json.put("degraded", degradedCount());
    ArrayNode targets = json.putArray("targets");
    for (Target target : targets()) {
      targets
          .addObject()
          .put("name", target.name())
          .put("value", round(target.value()))
          .put("limit", target.limit())
          .put("met", target.met());
    }
    ObjectNode shares = json.putObject("forward_share");
    forwardShares.forEach((key, share) -> shares.put(key, Math.round(share * 1000) / 1000.0));
    ObjectNode kinds = json.putObject("errors_by_kind");
    errors.forEach(kinds::put);
    degraded.forEach(kinds::put);
    ObjectNode about = json.putObject("machine");
    machine.forEach(about::put);
    return json;
  }

  /** All of them. */
  long errorCount() {
    return sum(errors);
  }

  /** All of them. */
  long degradedCount() {
    return sum(degraded);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private Percentiles one(String key) {
    ScenarioResult result = scenarios.get(key);
    return result == null ? NOT_MEASURED : result.one();
  }

  private Percentiles many(String key) {
    ScenarioResult result = scenarios.get(key);
    return result == null ? NOT_MEASURED : result.many();
  }

  private Timing timing(String key) {
    return timings.getOrDefault(key, NOT_TIMED);
  }

  private static ObjectNode json(Percentiles figures) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("p50_us", round(figures.p50Micros()))
        .put("p99_us", round(figures.p99Micros()))
        .put("rps", round(figures.rps()));
  }

  /** To a tenth; null where nothing was measured. */
  private static @Nullable Double round(double figure) {
    return Double.isNaN(figure) ? null : Math.round(figure * 10) / 10.0;
  }
}
