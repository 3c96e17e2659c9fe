package dev.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  @TempDir private Path folder;

  @Test
  void says_where_requests_went_and_would_have_gone_and_what_that_saves() throws Exception {
    Path journal = folder.resolve("journal.jsonl");
    // Half of it in an older file, and a line that a crash cut off.
    Files.write(
        folder.resolve("journal.jsonl.1"), List.of(line("frontier", "small", 0.10, 0.01, 200)));
    Files.write(
        journal,
        List.of(
            line("frontier", "frontier", 0.10, 0.10, 200),
            line("frontier", "small", 0.30, 0.02, 503),
            "{\"id\":"));

    Report report = Report.of(journal, _ -> true);

    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.lines())
        .extracting(ReportLine::name)
        .containsExactly(
            "observe",
            "observe auto",
            "observe frontier -> frontier",
            "observe frontier -> small",
            "observe acme");
    ReportLine all = report.lines().getFirst();
    assertThat(all.requests()).isEqualTo(3);
    assertThat(all.cost()).isCloseTo(0.50, within(1e-12));
    assertThat(all.decidedCost()).isCloseTo(0.13, within(1e-12));
    assertThat(all.saved().value()).isCloseTo(0.37, within(1e-12));
    assertThat(all.savedAgainstBiggest().value()).isCloseTo(3 - 0.13, within(1e-12));
    assertThat(all.answered().value()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(all.costPerAnswer().value()).isCloseTo(0.25, within(1e-12));
    assertThat(all.quality().value()).isCloseTo(0.9, within(1e-12));
    assertThat(Report.of(journal, _ -> true)).isEqualTo(report);
  }

  @Test
  void says_what_the_cache_saved() throws Exception {
    Path journal = folder.resolve("journal.jsonl");
    String asked = line("d1", "enforce", "small", "small", 0.25, 0.25, 200);
    String again = line("d2", "enforce", "small", "", 0, 0, 200);
    Files.write(
        journal,
        List.of(
            asked,
            again
                .replace("cheapest_sufficient", "cache_exact")
                .replace("biggest_cost\":1.0", "biggest_cost\":0.25"),
            again.replace("cheapest_sufficient", "cache_semantic")));

    ReportLine all = Report.of(journal, _ -> true).lines().getFirst();
    assertThat(all.cached()).isEqualTo(2);
    assertThat(all.savedByCache().value()).isCloseTo(1.25, within(1e-12));
    assertThat(all.savedByCache().low()).isLessThanOrEqualTo(1.25);
    assertThat(all.cost()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void followed_decisions_saved_what_was_not_paid_and_outcomes_are_joined() throws Exception {
    Path journal = folder.resolve("journal.jsonl");
    Files.write(
        journal,
        List.of(
            enforced("a", "small", 0.02),
            enforced("b", "frontier", 0.20),
            enforced("c", "small", 0.02),
            line("frontier", "small", 0.30, 0.02, 200)));
    Path outcomes = folder.resolve("outcomes.jsonl");
    Files.writeString(
        outcomes,
        """
        {"id": "a", "passed": false}
        {"id": "b", "passed": true, "by": "a judge"}

        {"id": "a", "passed": true}
        {"id": "elsewhere", "passed": true}
        """);

    Report report = Report.of(journal, _ -> true, Outcomes.read(outcomes));

    ReportLine all = report.lines().getFirst();
    assertThat(all.name()).isEqualTo("enforce");
    assertThat(all.saved().value()).isCloseTo(0.18, within(1e-12));
    assertThat(all.savedAgainstBiggest().value()).isCloseTo(3 - 0.24, within(1e-12));
    assertThat(all.judged()).isEqualTo(2);
    assertThat(all.passRate().value()).isEqualTo(1);
    assertThat(all.costPerPass().value()).isCloseTo(0.11, within(1e-12));
    ReportLine observed = report.lines().get(1);
    assertThat(observed.name()).isEqualTo("observe");
    assertThat(observed.judged()).isZero();
  }

  @Test
  void an_outcome_that_is_none_is_refused_where_it_stands() throws Exception {
    Path outcomes = folder.resolve("outcomes.jsonl");
    Files.writeString(outcomes, "{\"id\": \"a\", \"passed\": true}\n{\"id\": \"b\"}\n");

    assertThatThrownBy(() -> Outcomes.read(outcomes))
        .hasMessage(
            outcomes
                + ":2: not an outcome (expected: {\"id\": \"...\", \"passed\": true or false})");
  }

  @Test
  void damaged_lines_are_counted_and_spoil_nothing_else() throws Exception {
    Path journal = folder.resolve("journal.jsonl");
    Files.writeString(journal, line("small", "small", 0.1, 0.1, 200) + "\n");
    for (String damaged : List.of("null", "[]", "{}", "", "{\"mode\": \"enforce\"}", "\0\0\0")) {
      Files.writeString(journal, damaged + "\n", StandardOpenOption.APPEND);
    }
    Files.write(journal, new byte[] {(byte) 0xff, (byte) 0xc3, '\n'}, StandardOpenOption.APPEND);

    Report report = Report.of(journal, _ -> true, Map.of());

    assertThat(report.unreadable()).isEqualTo(7);
    assertThat(report.lines().getFirst().requests()).isEqualTo(1);
  }

  @Test
  void the_interval_of_a_mean_holds_it_19_times_in_20() {
    var random = new Random(7);
    var weights = new PoissonWeights(random);
    int held = 0;
    for (int trial = 0; trial < 200; trial++) {
      var resampled = new Resampled();
      for (int i = 0; i < 100; i++) {
        resampled.add(random.nextGaussian() + 5, weights.next());
      }
      Estimate mean = resampled.mean();
      held += mean.low() <= 5 && 5 <= mean.high() ? 1 : 0;
    }
    assertThat(held).isBetween(178, 199);
  }

  @Test
  void a_request_counts_in_a_resample_as_often_as_a_poisson_variable_of_mean_1() {
    var weights = new PoissonWeights(new Random(7));
    var seen = new long[20];
    int requests = 2000;
    for (int i = 0; i < requests; i++) {
      for (double times : weights.next()) {
        seen[(int) times]++;
      }
    }
    double probability = Math.exp(-1);
    for (int times = 0; times < 7; times++) {
      double share = seen[times] / (double) requests / PoissonWeights.RESAMPLES;
      assertThat(share).as("%d times", times).isCloseTo(probability, within(0.002));
      probability /= times + 1;
    }
  }

  @Test
  void wilson_as_published() {
    // Newcombe, "Two-sided confidence intervals for the single proportion", 1998, method 3.
    Estimate share = Estimate.share(81, 263);
    assertThat(share.low()).isCloseTo(0.2553, within(1e-4));
    assertThat(share.high()).isCloseTo(0.3662, within(1e-4));
    assertThat(Estimate.share(0, 20).high()).isCloseTo(0.1611, within(1e-4));
  }

  @Test
  void old_files_are_forgotten() throws Exception {
    var files = new JournalFiles(folder.resolve("j"));
    var left = new ArrayList<String>();
    for (String text : List.of("a", "b", "c", "d")) {
      Files.writeString(files.current(), text);
      files.rotate(3);
    }
    Files.writeString(files.current(), "e");
    for (Path file : files.oldestFirst()) {
      left.add(Files.readString(file));
    }
    assertThat(left).containsExactly("c", "d", "e");
  }

  /** Decided for the small model, but perhaps answered by another one of the plan. */
  private static String enforced(String id, String served, double cost) {
    return line(id, "enforce", served, "small", cost, 0.02, 200);
  }

  private static String line(
      String served, String decided, double cost, double decidedCost, int status) {
    return line("d-1", "observe", served, decided, cost, decidedCost, status);
  }

  private static String line(
      String id,
      String mode,
      String served,
      String decided,
      double cost,
      double decidedCost,
      int status) {
    var entry =
        new JournalEntry(
            id,
            1,
            mode,
            "auto",
            served,
            decided,
            Optional.empty(),
            "cheapest_sufficient",
            served,
            status,
            true,
            Optional.of(new JournalEntry.Tokens(10, 20, false, cost, decidedCost, 1)),
            Optional.of("acme"),
            new JournalEntry.Quality(Optional.of(0.9), Optional.empty()),
            Optional.empty(),
            Optional.empty());
    return JsonMapper.shared().writeValueAsString(entry);
  }
}
