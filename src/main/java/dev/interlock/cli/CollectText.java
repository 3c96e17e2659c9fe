package dev.interlock.cli;

import dev.interlock.collect.CollectSummary;
import dev.interlock.collect.CollectSummary.ModelLine;
import dev.interlock.collect.Progress;
import dev.interlock.routing.TextTable;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code interlock collect} says of itself; no word of a prompt or an answer. */
final class CollectText {
  private CollectText() {}

  /** One line, while it goes on. */
  static String of(Progress progress) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d prompts, $%.4f, %,d retries, %,d answers missing, %,d ungraded",
        progress.prompts(),
        progress.planned(),
        progress.usd(),
        progress.retries(),
        progress.missing(),
        progress.ungraded());
  }

  /** At the end. */
  static String of(CollectSummary summary) {
    var table =
        new TextTable().row("model", "answers", "graded", "mean score", "cost $", "notes").rule();
    for (ModelLine line : summary.models()) {
      table.row(
          line.model(),
          Integer.toString(line.answered()),
          Integer.toString(line.scored()),
          line.scored() == 0 ? "-" : String.format(Locale.ROOT, "%.3f", line.mean()),
          String.format(Locale.ROOT, "%.4f", line.usd()),
          notes(line));
    }
    return table.text()
        + String.format(
            Locale.ROOT,
            "%,d of %,d prompts, $%.4f, %,d retries%n",
            summary.prompts(),
            summary.planned(),
            summary.usd(),
            summary.retries());
  }

  private static String notes(ModelLine line) {
    var notes = new TreeMap<String, Integer>();
    line.missing().forEach((cause, count) -> notes.put("missing, " + cause, count));
    line.ungraded().forEach((why, count) -> notes.put("ungraded, " + why, count));
    if (line.cut() > 0) {
      notes.put("cut at --max-tokens", line.cut());
    }
    if (line.estimated() > 0) {
      notes.put("tokens estimated", line.estimated());
    }
    return notes.entrySet().stream()
        .map((Map.Entry<String, Integer> note) -> note.getKey() + ": " + note.getValue())
        .collect(Collectors.joining("; "));
  }
}
