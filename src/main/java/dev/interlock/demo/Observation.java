package dev.interlock.demo;

import dev.interlock.demo.DemoClient.Answer;
import dev.interlock.journal.JournalEntry;
import dev.interlock.journal.Report;
import dev.interlock.journal.ReportLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Traffic that names its models is decided beside its way, and nothing changes. */
final class Observation {
  /** What a configuration says for it. */
  static final String MODE = "mode: observe";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final List<String> ASKED = List.of("small talk", "support", "fact", "mathematics");

  private Observation() {}

  /** On a stage whose configuration says {@link #MODE}. */
  static boolean play(Stage stage) throws IOException, InterruptedException {
    stage.title(
        "Watch before you steer (mode: observe). Clients name frontier and get it; who would");
    stage.out().println("have answered is only noted:");
    boolean same = true;
    for (String label : ASKED) {
      Answer answer = stage.client().ask(Prompt.labelled(label).to("frontier"), Map.of());
      same &= answer.header("x-simulated-model").equals("frontier");
    }
    List<ReportLine> lines = await(stage);
    for (ReportLine line : lines) {
      stage.line(
          String.format(
              Locale.ROOT,
              "%-28s %d of %d; cost %s, would have cost %s",
              line.name(),
              line.requests(),
              ASKED.size(),
              Routing.dollars(line.cost()),
              Routing.dollars(line.decidedCost())));
    }
    return same && lines.stream().mapToLong(ReportLine::requests).sum() == ASKED.size();
  }

  /** By who answered and who was chosen; entries are written a little later. */
  private static List<ReportLine> await(Stage stage) throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    List<ReportLine> lines = lines(stage);
    while (lines.stream().mapToLong(ReportLine::requests).sum() < ASKED.size()
        && System.nanoTime() < until) {
      Thread.sleep(50);
      lines = lines(stage);
    }
    return lines;
  }

  private static List<ReportLine> lines(Stage stage) throws IOException {
    return Report.of(stage.file().journal(), Observation::isObserved).lines().stream()
        .filter(line -> line.group().equals("model"))
        .toList();
  }

  private static boolean isObserved(JournalEntry entry) {
    return entry.mode().equals("observe");
  }
}
