package dev.interlock.eval.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.eval.EvalReport;
import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.pool.PoolFixture;
import dev.interlock.eval.pool.PoolReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From outcomes to the page, by the files that lie between. */
class EvaluationPageTest {
  private final Locale usual = Locale.getDefault();

  @TempDir private Path folder;

  @AfterEach
  void restore() {
    Locale.setDefault(usual);
  }

  @Test
  void the_same_outcomes_give_the_same_bytes_in_every_country() throws IOException {
    String page = page(routing(), intents(0.9604, 1.25));
    Locale.setDefault(Locale.GERMANY);
    assertThat(page(routing(), intents(0.9604, 1.25))).isEqualTo(page);
    assertThat(page).contains("| router | 0.875 (", "| clinc150 | 96.0 % |");
  }

  @Test
  void a_change_of_a_result_shows_and_one_of_the_machine_does_not() throws IOException {
    Path routing = routing();
    String page = page(routing, intents(0.9604, 1.25));
    assertThat(page(routing, intents(0.9604, 99))).isEqualTo(page);
    assertThat(page(routing, intents(0.9614, 1.25))).isNotEqualTo(page);
  }

  @Test
  void of_an_experiment_in_several_reports_the_last_counts() throws IOException {
    assertThat(page(intents(0.5, 1), intents(0.9604, 1)))
        .contains("| clinc150 | 96.0 % |")
        .doesNotContain("50.0 %");
  }

  @Test
  void whether_routing_pays_is_said_in_words() throws IOException {
    assertThat(page(pool(0.125)))
        .contains("saves at least 1 % until the best model costs 12.5 % of its price");
    assertThat(page(pool(1))).contains("At these prices, nothing is saved");
    assertThat(page(pool(0))).contains("pays still where the best model costs a hundredth");
  }

  @Test
  void a_little_less_than_nothing_is_nothing() throws IOException {
    Path file = folder.resolve("unseen.json");
    Map<String, Object> losses = Map.of("a", -0.0002, "b", -0.0012);
    EvalReport.write(file, Map.of("E8", Map.of("loss", -0.0007, "loss_by_model", losses)));
    assertThat(page(file)).contains("| a | 0.000 |", "| b | -0.001 |");
  }

  @Test
  void what_feedback_closes_of_the_gap_is_told_by_requests() throws IOException {
    Path file = folder.resolve("feedback.json");
    Map<String, Object> stream =
        Map.of(
            "gap_closed", 0.177,
            "gap_closed_low95", 0.014,
            "gap_closed_high95", 0.34,
            "trained", 0.64,
            "static", 0.583,
            "by_requests", Map.of("1000", 0.563));
    EvalReport.write(file, Map.of("E17", stream));
    assertThat(page(file))
        .contains(
            "### E17",
            "| 1000 | 0.563 |",
            "| taught every answer to them | 0.640 |",
            "| static hull of the judging prompts | 0.583 |",
            "0.177 (0.014 to 0.340)");
  }

  @Test
  void what_is_answered_again_stands_beside_fixed_thresholds() throws IOException {
    Path file = folder.resolve("cache.json");
    Map<String, Object> kept =
        Map.of(
            "delta", 0.01,
            "error", 0.0038,
            "error_upper95", 0.0045,
            "hit_ratio", 0.275,
            "first_hit_median", 3550,
            "best_static_hit_ratio", 0.401,
            "chosen_static_hit_ratio", 0.515,
            "chosen_static_error", 0.0176);
    Map<String, Object> traps =
        Map.of("traps", 9, "wrong_hits", 0, "same", 4, "taken_of_same", 0.25);
    EvalReport.write(
        file,
        Map.of(
            "streams",
            Map.of("clinc150-unchecked@0.01", kept),
            "traps",
            traps,
            "lookup_100k",
            Map.of("p99_us", 640)));
    assertThat(page(file))
        .contains(
            "| CLINC150, without the second check | .01 | 0.0038 | 0.0045 | 27.5 % | 3,550 | 40.1 % | – | 51.5 % | 0.0176 |",
            "| **all** | 9 | 0 | 4 | 25.0 % |")
        .doesNotContain("640");
  }

  @Test
  void what_was_not_run_is_left_out() throws IOException {
    String page = page(intents(0.9604, 1));
    assertThat(page)
        .contains("## E13")
        .doesNotContain("## Two models", "## Many models", "E8", "E12", "Stability");
    assertThat(page(routing())).contains("### E4").doesNotContain("## E13");
  }

  @Test
  void what_is_no_report_is_said_in_one_line() throws IOException {
    Path text = Files.writeString(folder.resolve("text.json"), "[1]");
    var said = new StringWriter();
    var command = new CommandLine(new EvalPage());
    command.setErr(new PrintWriter(said));
    command.setExecutionExceptionHandler(
        (failure, line, _) -> {
          line.getErr().print(failure.getMessage());
          return 1;
        });
    assertThat(command.execute(text.toString())).isEqualTo(1);
    assertThat(said.toString()).isEqualTo(text + ": no figures (expected: a report)");
    assertThat(command.execute()).isEqualTo(2);
  }

  private Path routing() throws IOException {
    Path file = folder.resolve("routing.json");
    EvalReport.write(
        file, Map.of("E4", Figures.of(PoolReport.crossValidated(PoolFixture.pool(60))).map()));
    return file;
  }

  private Path pool(double breakEven) throws IOException {
    Path file = folder.resolve("pool.json");
    EvalReport.write(file, Map.of("E5", Map.of("break_even", breakEven)));
    return file;
  }

  private Path intents(double accuracy, double millis) throws IOException {
    Path file = folder.resolve("intents-" + accuracy + "-" + millis + ".json");
    EvalReport.write(
        file, Map.of("clinc150", Map.of("accuracy", accuracy, "decision_mean_ms", millis)));
    return file;
  }

  private String page(Path... reports) throws IOException {
    Path out = folder.resolve("page.md");
    var arguments = new ArrayList<String>(List.of("--out", out.toString()));
    Stream.of(reports).map(Path::toString).forEach(arguments::add);
    assertThat(new CommandLine(new EvalPage()).execute(arguments.toArray(String[]::new))).isZero();
    return Files.readString(out);
  }
}
