package dev.interlock.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.exchange.AlwaysTheBiggest;
import dev.interlock.memory.Change;
import dev.interlock.memory.Experience;
import dev.interlock.memory.Judgement;
import dev.interlock.memory.Occasion;
import dev.interlock.memory.Sign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackEntryTest {
  @TempDir private Path folder;

  @Test
  void what_is_written_is_read_again() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    Judgement feedback =
        judgement("d-1", Sign.FEEDBACK, 0.25, Optional.of(new Judgement.Earlier(1, 1_500)), 0.5);
    Judgement complaint = judgement("d-2", Sign.COMPLAINT, 0, Optional.empty(), Double.NaN);
    write(file, feedback, complaint);

    List<Judgement> read = read(file);

    assertThat(read)
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .isEqualTo(List.of(feedback, complaint));
    assertThat(FeedbackLines.passed(file)).isEqualTo(Map.of("d-1", false));
  }

  @Test
  void it_is_no_request_and_spoils_no_report() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    write(file, judgement("d-1", Sign.FEEDBACK, 1, Optional.empty(), 0.5));

    Report report = Report.of(file, _ -> true);

    assertThat(report.unreadable()).isZero();
    assertThat(report.lines()).isEmpty();
  }

  @Test
  void what_an_operator_did_is_read_in_its_place() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    var read = new ArrayList<String>();
    try (var journal = open(file)) {
      journal.judged(judgement("d-1", Sign.FEEDBACK, 1, Optional.empty(), 0.5));
      journal.changed(Change.RESET);
      journal.judged(judgement("d-2", Sign.FEEDBACK, 1, Optional.empty(), 0.5));
    }
    Files.writeString(file, "{\"kind\":\"memory\",\"change\":\"else\"}\n", APPEND);

    boolean all =
        FeedbackLines.read(
            file, () -> false, it -> read.add(it.decisionId()), it -> read.add(it.code()));

    assertThat(all).isTrue();
    assertThat(read).containsExactly("d-1", "reset", "d-2");
    assertThat(Report.of(file, _ -> true).unreadable()).isZero();
  }

  @Test
  void lines_that_are_none_are_left_out() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    Files.writeString(
        file,
        """
        {"kind":"feedback","id":"cut of
        {"kind":"feedback","id":"d-1","score":7}
        {"kind":"feedback","id":"d-1","sign":"feedback","score":7,"tenant":"","route":"","intent":"","rules":[],"model":"m","bundle":"","kinds":[]}
        {"id":"d-1"}
        """);

    assertThat(read(file)).isEmpty();
  }

  @Test
  void who_has_no_time_reads_no_further() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    write(file, judgement("d-1", Sign.FEEDBACK, 1, Optional.empty(), 0.5));

    assertThat(FeedbackLines.read(file, () -> true, _ -> {}, _ -> {})).isFalse();
  }

  private static List<Judgement> read(Path file) throws IOException {
    var read = new ArrayList<Judgement>();
    assertThat(FeedbackLines.read(file, () -> false, read::add, _ -> {})).isTrue();
    return read;
  }

  private static void write(Path file, Judgement... judgements) throws IOException {
    try (var journal = open(file)) {
      for (Judgement judgement : judgements) {
        journal.judged(judgement);
      }
    }
  }

  private static Journal open(Path file) throws IOException {
    var settings = new JournalSettings(Optional.of(file), 1 << 20, 2);
    var catalog = new ModelCatalog(List.of(), List.of());
    return Journal.open(
        settings, file, () -> catalog, new AlwaysTheBiggest(() -> catalog), () -> false);
  }

  private static Judgement judgement(
      String id, Sign sign, double score, Optional<Judgement.Earlier> before, double chance) {
    var occasion =
        new Occasion(
            "acme",
            "auto",
            "billing",
            List.of("a rule"),
            "small",
            new float[] {0.25f, 0.75f},
            chance,
            1_000);
    return new Judgement(
        id, new Experience(occasion, sign, score, sign.weight()), before, chance, "v-1", 2_000);
  }
}
