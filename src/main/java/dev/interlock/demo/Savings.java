package dev.interlock.demo;

import dev.interlock.journal.Report;
import dev.interlock.journal.ReportLine;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** What the journal says about the requests so far. */
final class Savings {
  private Savings() {}

  static boolean play(Stage stage) throws IOException {
    stage.title("What the journal says of it, without a word of a prompt (interlock report):");
    Optional<ReportLine> all =
        Report.of(stage.file().journal(), _ -> true).lines().stream().findFirst();
    all.ifPresent(
        line ->
            stage.line(
                String.format(
                    Locale.ROOT,
                    "%d requests cost %s; always the biggest model allowed would have cost %s more",
                    line.requests(),
                    Routing.dollars(line.cost()),
                    Routing.dollars(line.savedAgainstBiggest().value()))));
    return all.isPresent();
  }
}
