package dev.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.exchange.AlwaysTheBiggest;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Outcome;
import dev.interlock.proto.decision.v1.Reject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final RequestHead HEAD = new RequestHead("POST", "/", Map.of());
  private static final String CUT_OFF = "{\"id\":\"cut off\",\"time_uni";

  @TempDir private Path folder;
  private boolean frozen;
  private long fileBytes = 1 << 20;

  @Test
  void a_line_that_a_crash_cut_off_costs_no_other() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    write(file, "first");
    Files.writeString(file, Files.readString(file) + CUT_OFF);

    write(file, "second");

    Report report = Report.of(file, _ -> true);
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.lines().getFirst().requests()).isEqualTo(2);
    assertThat(Files.readAllLines(file)).hasSize(3).contains(CUT_OFF);
  }

  @Test
  void a_journal_that_ended_well_goes_on_without_an_empty_line() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    Files.createFile(file);

    write(file, "first");
    write(file, "second");

    assertThat(Files.readAllLines(file)).hasSize(2);
    assertThat(Report.of(file, _ -> true).unreadable()).isZero();
  }

  @Test
  void each_new_file_begins_with_what_was_left_alone() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    frozen = true;
    write(file, "first");
    fileBytes = 1;
    write(file, "second");

    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .first()
        .isEqualTo("{\"kind\":\"memory\",\"change\":\"freeze\"}");
  }

  /** One refusal, by a process of its own as far as the file can tell. */
  private void write(Path file, String id) throws IOException {
    var settings = new JournalSettings(Optional.of(file), fileBytes, 2);
    var catalog = new ModelCatalog(List.of(), List.of());
    try (var journal =
        Journal.open(
            settings, file, () -> catalog, new AlwaysTheBiggest(() -> catalog), () -> frozen)) {
      var refusal = Outcome.newBuilder().setReject(Reject.newBuilder().setStatus(403));
      journal.decided(Decision.newBuilder().setId(id).setOutcome(refusal).build(), HEAD, 0);
    }
  }
}
