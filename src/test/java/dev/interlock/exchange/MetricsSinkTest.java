package dev.interlock.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Price;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Cache;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Forward;
import dev.interlock.proto.decision.v1.Meaning;
import dev.interlock.proto.decision.v1.Outcome;
import dev.interlock.proto.decision.v1.Request;
import dev.interlock.telemetry.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsSinkTest {
  private static final Model SMALL = model("small", 0.6, 1);
  private static final Model BIG = model("big", 0.9, 10);

  @Test
  void what_was_only_looked_on_is_its_own_baseline() {
    assertThat(baselineOf("")).contains("10.0");
    assertThat(baselineOf("observe")).contains("1.0").doesNotContain("10.0");
  }

  @Test
  void what_thinking_cost_is_counted_by_effort() {
    try (var telemetry = Telemetry.start(Optional.empty())) {
      var catalog = new ModelCatalog(List.of(SMALL, BIG), List.of());
      var sink = new MetricsSink(telemetry.metrics(), new AlwaysTheBiggest(() -> catalog));
      Decision decision =
          Decision.newBuilder()
              .addPlan(Candidate.newBuilder().setModel("small").setEffort("high"))
              .addPlan(Candidate.newBuilder().setModel("small").setEffort("low"))
              .addPlan(Candidate.newBuilder().setModel("big"))
              .setOutcome(
                  Outcome.newBuilder()
                      .setForward(Forward.newBuilder().setModel("small").setEffort("high")))
              .build();
      var usage = new Usage(1_000_000, 0, 0, 0, false);
      sink.decided(decision, new RequestHead("POST", "/", Map.of()), 1);
      sink.ended(new Exchange(decision, SMALL, 200, true, Optional.of(usage)));
      sink.ended(new Exchange(decision, BIG, 200, true, Optional.of(usage)));
      Decision observed = decision.toBuilder().setMode("observe").build();
      sink.ended(new Exchange(observed, SMALL, 200, true, Optional.of(usage)));

      assertThat(telemetry.prometheusText().lines().filter(line -> line.contains("effort=")))
          .anyMatch(
              line ->
                  line.startsWith("interlock_efforts_total{effort=\"high\",mode=\"enforce\"")
                      && line.endsWith(" 1.0"))
          .anyMatch(
              line ->
                  line.startsWith("interlock_effort_cost_usd_total{effort=\"high\"")
                      && Double.parseDouble(line.substring(line.lastIndexOf(' ')))
                          == SMALL.price().usd(1_000_000, 0))
          .hasSize(2);
    }
  }

  @Test
  void what_would_have_been_answered_from_the_cache_is_counted_apart() {
    try (var telemetry = Telemetry.start(Optional.empty())) {
      var catalog = new ModelCatalog(List.of(SMALL, BIG), List.of());
      var sink = new MetricsSink(telemetry.metrics(), new AlwaysTheBiggest(() -> catalog));
      Decision would =
          Decision.newBuilder()
              .setMode("observe")
              .setCache(
                  Cache.newBuilder()
                      .setStatus("would-hit-semantic")
                      .setSavedUsd(2)
                      .setMeaning(Meaning.getDefaultInstance()))
              .build();
      sink.decided(would, new RequestHead("POST", "/", Map.of()), 1);

      assertThat(telemetry.prometheusText().lines())
          .anyMatch(line -> line.matches("interlock_cache_would_save_usd_total(\\{.*})? 2\\.0"))
          .anyMatch(
              line ->
                  line.startsWith("interlock_cache_meanings_total{mode=\"observe\"")
                      && line.contains("result=\"hit\""))
          .noneMatch(line -> line.matches("interlock_cache_saved_usd_total(\\{.*})? [1-9].*"));
    }
  }

  /** The sample of the baseline after a million tokens of the small model. */
  private static String baselineOf(String mode) {
    try (var telemetry = Telemetry.start(Optional.empty())) {
      var catalog = new ModelCatalog(List.of(SMALL, BIG), List.of());
      var sink = new MetricsSink(telemetry.metrics(), new AlwaysTheBiggest(() -> catalog));
      Decision decision =
          Decision.newBuilder()
              .setMode(mode)
              .setRequest(Request.newBuilder().setVirtualModel("auto"))
              .addPlan(Candidate.newBuilder().setModel("small"))
              .addPlan(Candidate.newBuilder().setModel("big"))
              .build();
      var usage = new Usage(1_000_000, 0, 0, 0, false);
      sink.ended(new Exchange(decision, SMALL, 200, true, Optional.of(usage)));
      return telemetry
          .prometheusText()
          .lines()
          .filter(line -> line.startsWith("interlock_baseline_cost_usd_total{"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Model model(String id, double quality, double price) {
    return new Model(
        id,
        id,
        Optional.empty(),
        id,
        Set.of(Api.CHAT),
        quality,
        new Price(price, price, Optional.empty()),
        1000,
        Set.of(),
        Set.of(),
        "cloud",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }
}
