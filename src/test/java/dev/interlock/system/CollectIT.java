package dev.interlock.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cli.Interlock;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.outcome.Outcome;
import dev.interlock.outcome.OutcomeFile;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.simulator.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * From prompts to an outcome file, through a real Envoy to simulated models. Their answers say
 * "answers:" where they are right, which a validator command looks for.
 */
@Tag("alone")
class CollectIT {
  private static final int PROMPTS = 40;
  private static final String CONTRACT =
      "Extract the parties, the effective date and the governing law from this agreement.";

  private final SystemFixture system = SystemFixture.example().start();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void what_is_collected_can_be_learnt_from_and_measured() throws IOException {
    Path out = out();

    assertThat(collect(questions(PROMPTS))).isZero();

    List<OutcomeRow> rows = OutcomeFile.read(out);
    assertThat(rows).hasSize(PROMPTS);
    for (OutcomeRow row : rows) {
      assertThat(row.outcomes().sequencedKeySet())
          .containsExactly("small", "medium", "frontier", "claude");
      assertThat(row.outcomes().values())
          .allSatisfy(outcome -> assertThat(outcome.score().orElseThrow()).isIn(0.0, 1.0))
          .allSatisfy(outcome -> assertThat(outcome.outputTokens().orElseThrow()).isPositive());
    }
    assertThat(mean(rows, "small")).isBetween(0.3, 0.9).isLessThan(mean(rows, "frontier"));
    assertThat(usd(rows, "frontier")).isGreaterThan(20 * usd(rows, "small"));
    Path bundle = folder.resolve("router.bundle");
    assertThat(Interlock.run("train", out.toString(), "--out", bundle.toString())).isZero();
    assertThat(bundle).isNotEmptyFile();
    system.replace("router.bundle", Files.readAllBytes(bundle));
    system.edit(text -> text + "predictor: {bundle: router.bundle}\n");
    Waiting.until("the bundle decides", () -> !bundleBehind("a theorem").isEmpty());
    assertThat(system.adminPost("/api/rollback", "").statusCode()).isEqualTo(200);
    assertThat(bundleBehind("another theorem")).isEmpty();
    Path report = folder.resolve("eval.json");
    assertThat(
            Interlock.run(
                "eval", "routing", "--train", out.toString(), "--report", report.toString()))
        .isZero();
  }

  @Test
  void a_model_is_asked_at_each_of_its_efforts() throws IOException {
    String name = "upstream_model: gpt-sim-frontier";
    String efforts = "[{name: none, quality: 0.8}, {name: high, quality: 0.9, output_factor: 4}]";
    system.edit(
        text ->
            text.replace(
                name, name + "\n    reasoning: {family: openai, efforts: " + efforts + "}"));

    assertThat(collect(questions(1), "--models", "frontier")).isZero();

    assertThat(lines().getFirst().at("/outcomes").propertyNames())
        .containsExactly("frontier@none", "frontier@high");
    assertThat(system.lastRequest("frontier").body()).contains("\"reasoning_effort\":\"high\"");
  }

  @Test
  void what_policy_refuses_is_recorded_and_reaches_no_model() throws IOException {
    assertThat(collect(List.of(prompt(CONTRACT)), "--models", "small,frontier")).isZero();

    JsonNode row = lines().getFirst();
    assertThat(row.at("/missing/frontier").asString()).isEqualTo("not_allowed");
    assertThat(row.at("/outcomes").propertyNames()).containsExactly("small");
    assertThat(system.server("frontier").requests().count()).isZero();
  }

  @Test
  void a_model_that_is_busy_or_hangs_costs_no_other_its_outcome() throws IOException {
    system.server("medium").faults(busy());
    system.server("frontier").faults(Faults.hanging());

    assertThat(collect(questions(2), "--models", "small,medium,frontier", "--timeout", "1"))
        .isZero();

    assertThat(lines())
        .hasSize(2)
        .allSatisfy(
            row -> {
              assertThat(row.at("/outcomes").propertyNames()).containsExactly("small");
              assertThat(row.at("/missing/medium").asString()).isEqualTo("rate_limited");
              assertThat(row.at("/missing/frontier").asString()).isEqualTo("timed_out");
            });

    system.server("medium").faults(Faults.NONE);
    system.server("frontier").faults(Faults.NONE);
    long before = system.server("small").requests().count();
    assertThat(collect(questions(2), "--models", "small,medium,frontier", "--resume")).isZero();
    assertThat(system.server("small").requests().count()).isEqualTo(before);
    assertThat(OutcomeFile.read(out()))
        .hasSize(2)
        .filteredOn(row -> row.outcomes().containsKey("frontier"))
        .hasSize(2);
  }

  @Test
  void a_model_that_is_down_is_soon_left_alone() throws IOException {
    system.server("medium").faults(Faults.refusing());

    assertThat(collect(questions(12), "--models", "small,medium")).isZero();

    assertThat(OutcomeFile.read(out())).hasSize(12);
    assertThat(system.metric("interlock_exchanges_total", "model=\"medium\"")).isLessThan(40);
    assertThat(collect(questions(12), "--models", "medium", "--resume")).isOne();
  }

  @Test
  void what_is_answered_is_never_asked_twice() throws IOException {
    assertThat(collect(questions(9), "--models", "small", "--limit", "4")).isZero();
    assertThat(collect(questions(9), "--models", "small")).isEqualTo(2);
    assertThat(collect(questions(9), "--models", "small,medium", "--resume")).isZero();

    assertThat(system.server("small").requests().count()).isEqualTo(9);
    assertThat(system.server("medium").requests().count()).isEqualTo(9);
    assertThat(OutcomeFile.read(out()))
        .hasSize(9)
        .allSatisfy(
            row -> assertThat(row.outcomes().sequencedKeySet()).containsExactly("small", "medium"));
  }

  @Test
  void what_could_not_be_graded_is_not_asked_and_leaves_no_file() throws IOException {
    Path prompts = write(List.of(prompt("What is the capital of Peru?")));

    assertThat(Interlock.run(command(prompts).toArray(String[]::new))).isEqualTo(2);
    assertThat(Interlock.run(command(prompts, "--grade", "judge").toArray(String[]::new)))
        .isEqualTo(2);

    assertThat(out()).doesNotExist();
    assertThat(system.requestsServed()).isZero();
  }

  @Test
  void no_more_is_spent_than_may_be() throws IOException {
    assertThat(collect(questions(PROMPTS), "--models", "frontier", "--max-usd", "0.05")).isOne();

    List<OutcomeRow> rows = OutcomeFile.read(out());
    assertThat(rows).hasSizeBetween(5, PROMPTS - 1);
    assertThat(usd(rows, "frontier")).isLessThanOrEqualTo(0.05);
    assertThat(system.server("frontier").requests().count()).isEqualTo(rows.size());
  }

  @Test
  void an_answer_of_the_fail_safe_model_is_nobody_elses() throws IOException {
    system.stopSidecar();

    assertThat(collect(questions(1), "--models", "small,frontier")).isZero();

    JsonNode row = lines().getFirst();
    assertThat(row.at("/outcomes").propertyNames()).containsExactly("small");
    assertThat(row.at("/missing/frontier").asString()).isEqualTo("answered_by_another");
    assertThat(system.server("frontier").requests().count()).isZero();
  }

  @Test
  void what_is_whole_is_kept_when_somebody_interrupts() throws Exception {
    system.server("frontier").faults(Faults.hanging());
    var status = new AtomicInteger(-1);
    Path prompts = write(questions(4));
    String[] command =
        command(
                prompts,
                "--grade",
                "command",
                "--command",
                "grep -q answers:",
                "--models",
                "small,frontier")
            .toArray(String[]::new);
    Thread collecting = Thread.ofPlatform().start(() -> status.set(Interlock.run(command)));
    Waiting.until("all hang", () -> system.server("frontier").requests().count() == 4);

    collecting.interrupt();
    collecting.join();

    assertThat(status.get()).isOne();
    assertThat(lines())
        .hasSize(4)
        .allSatisfy(
            row -> {
              assertThat(row.at("/outcomes").propertyNames()).containsExactly("small");
              assertThat(row.has("missing")).isFalse();
            });
  }

  @Test
  void a_judge_is_a_model_like_any_other() throws IOException {
    Path prompts = write(List.of(prompt("What is the capital of Peru?")));

    assertThat(
            Interlock.run(
                command(prompts, "--grade", "judge", "--judge", "frontier", "--models", "small")
                    .toArray(String[]::new)))
        .isZero();

    assertThat(lines().getFirst().at("/outcomes/small/score").isNumber()).isTrue();
    assertThat(system.server("frontier").requests().count()).isEqualTo(1);
  }

  @Test
  void a_judge_that_only_talks_grades_nothing() throws IOException {
    Path prompts = write(List.of(prompt("What is the capital of Peru?")));

    assertThat(
            Interlock.run(
                command(prompts, "--grade", "judge", "--judge", "claude", "--models", "small")
                    .toArray(String[]::new)))
        .isZero();

    JsonNode outcome = lines().getFirst().at("/outcomes/small");
    assertThat(outcome.has("score")).isFalse();
    assertThat(outcome.get("cost").asDouble()).isPositive();
  }

  /** The version of the bundle that decided about a proof; empty if none did. */
  private String bundleBehind(String claim) {
    var answer =
        system.envoy().post(Api.CHAT.path(), Bodies.auto("Prove that this is " + claim + "."));
    return system.decision(answer).at("/prediction/bundle").asString("");
  }

  private static Faults busy() {
    return new Faults(
        false,
        0,
        0,
        new Faults.ErrorAnswer(1, 429, Optional.of(Duration.ofSeconds(1))),
        Duration.ZERO,
        0,
        0);
  }

  private int collect(List<String> lines, String... more) throws IOException {
    var command = command(write(lines), "--grade", "command", "--command", "grep -q answers:");
    command.addAll(List.of(more));
    return Interlock.run(command.toArray(String[]::new));
  }

  private List<String> command(Path prompts, String... more) {
    var command =
        new ArrayList<>(
            List.of(
                "collect",
                prompts.toString(),
                "-c",
                system.file().toString(),
                "--url",
                system.envoy().uri("/").toString(),
                "--out",
                out().toString()));
    command.addAll(List.of(more));
    return command;
  }

  private Path write(List<String> lines) throws IOException {
    return Files.write(folder.resolve("prompts.jsonl"), lines);
  }

  private Path out() {
    return folder.resolve("outcomes.jsonl");
  }

  private List<JsonNode> lines() throws IOException {
    return Files.readAllLines(out()).stream().map(SystemFixture::json).toList();
  }

  private static List<String> questions(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                i % 2 == 0
                    ? prompt("What is the capital of country number " + i + "?")
                    : prompt("Prove that every graph of order " + i + " has a spanning tree."))
        .toList();
  }

  private static String prompt(String text) {
    return "{\"prompt\": \"" + text + "\", \"task\": \"questions\"}";
  }

  private static double mean(List<OutcomeRow> rows, String model) {
    return outcomes(rows, model)
        .mapToDouble(outcome -> outcome.score().orElseThrow())
        .average()
        .orElseThrow();
  }

  private static double usd(List<OutcomeRow> rows, String model) {
    return outcomes(rows, model).mapToDouble(outcome -> outcome.costUsd().orElseThrow()).sum();
  }

  private static Stream<Outcome> outcomes(List<OutcomeRow> rows, String model) {
    return rows.stream().flatMap(row -> Optional.ofNullable(row.outcomes().get(model)).stream());
  }
}
