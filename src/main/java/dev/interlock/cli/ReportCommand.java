package dev.interlock.cli;

import dev.interlock.journal.Estimate;
import dev.interlock.journal.Outcomes;
import dev.interlock.journal.Report;
import dev.interlock.journal.ReportLine;
import dev.interlock.routing.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** {@code interlock report}: where requests went, where they would have gone, what it saves. */
@Command(
    name = "report",
    description = "Say what a journal says: requests, cost, what was or would be saved.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "JOURNAL", description = "The file that `journal.path` names.")
  private Path journal = Path.of("journal.jsonl");

  @Option(
      names = "--since",
      paramLabel = "MILLISECONDS",
      description = "Leave out what is older, in Unix time.",
      defaultValue = "0")
  private long since;

  @Option(
      names = "--outcomes",
      paramLabel = "FILE",
      description =
          "What is known of answers: JSON lines with `id`, of the decision, and `passed`.")
  private Optional<Path> outcomes = Optional.empty();

  @Option(names = "--json", description = "Print it for programs.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!Files.exists(journal)) {
      throw new NoSuchFileException(journal.toString());
    }
    if (Files.isDirectory(journal)) {
      throw new Failure(1, journal + ": a folder (expected: the file that `journal.path` names)");
    }
    Map<String, Boolean> passed = outcomes.isPresent() ? Outcomes.read(outcomes.get()) : Map.of();
    Report report = Report.of(journal, entry -> entry.timeUnixMs() >= since, passed);
    System.out.print(json ? forPrograms(report) : forPeople(report));
    return 0;
  }

  private static String forPrograms(Report report) {
    return JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build()
            .writeValueAsString(report)
        + "\n";
  }

  private static String forPeople(Report report) {
    var text = new StringBuilder();
    String group = "";
    var table = new TextTable();
    for (ReportLine line : report.lines()) {
      if (!line.group().equals(group)) {
        text.append(group.isEmpty() ? "" : table.text() + "\n");
        group = line.group();
        table =
            new TextTable()
                .row(
                    group,
                    "requests",
                    "answered",
                    "cost $",
                    "decided $",
                    "saved $",
                    "saved, biggest $",
                    "$ per answer",
                    "judged",
                    "passed",
                    "$ per pass",
                    "quality",
                    "decided",
                    "cached",
                    "saved, cache $")
                .rule();
      }
      row(table, line);
    }
    text.append(report.lines().isEmpty() ? "No requests.\n" : table.text());
    text.append(
        """

        mode and name; of models who answered -> who was chosen. saved: cost - decided cost; biggest:
        always the biggest model - cost where decisions were followed, - decided cost where not; cache: what
        the kept answers that were given again had cost, or would have where decisions were not followed, a part of that. At list prices, for the same tokens. Per answer and pass, failures are paid for too. 95 % intervals: answered
        and passed Wilson; the rest Poisson bootstrap over requests. quality is expected; passed is what
        feedback and --outcomes say of those judged.
        """);
    if (report.unreadable() > 0) {
      text.append("Lines that could not be read: ").append(report.unreadable()).append('\n');
    }
    return text.toString();
  }

  private static void row(TextTable table, ReportLine line) {
    table.row(
        line.name(),
        Long.toString(line.requests()),
        estimate("%.3f", line.answered()),
        number("%.4f", line.cost()),
        number("%.4f", line.decidedCost()),
        estimate("%.4f", line.saved()),
        estimate("%.4f", line.savedAgainstBiggest()),
        estimate("%.6f", line.costPerAnswer()),
        Long.toString(line.judged()),
        line.judged() == 0 ? "-" : estimate("%.3f", line.passRate()),
        line.judged() == 0 ? "-" : estimate("%.6f", line.costPerPass()),
        estimate("%.2f", line.quality()),
        estimate("%.2f", line.decidedQuality()),
        Long.toString(line.cached()),
        line.cached() == 0 ? "-" : estimate("%.4f", line.savedByCache()));
  }

  private static String estimate(String format, Estimate estimate) {
    return number(format, estimate.value())
        + " ["
        + number(format, estimate.low())
        + ", "
        + number(format, estimate.high())
        + "]";
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
