package dev.interlock.eval.pii;

import dev.interlock.bench.Prompts;
import dev.interlock.eval.EvalReport;
import dev.interlock.eval.pii.MarkedText.Mark;
import dev.interlock.signal.pii.TextScanner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interlock eval pii}: how well personal data and secrets are found. */
@Command(
    name = "pii",
    mixinStandardHelpOptions = true,
    description = {
      "Measures recall and precision of personal data and secrets: on your own marked text, or on",
      "generated text. Generated text has two sets of templates: dev, which detectors are made"
          + " with,",
      "and test, which they are not.",
      "Files are JSONL: {\"text\": \"...\", \"spans\": [{\"start\": 3, \"end\": 11, \"type\":"
          + " \"EMAIL\"}]}."
    })
public final class EvalPii implements Callable<Integer> {
  private static final double NANOS_PER_MICRO = 1e3;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--test", description = "Marked text of your own, instead of generated text.")
  private @Nullable Path test;

  @Option(
      names = "--sets",
      split = ",",
      description = "Sets of templates. Default: ${DEFAULT-VALUE}.",
      defaultValue = "dev,test")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--rows",
      description = "Generated rows a set, prose apart. Default: ${DEFAULT-VALUE}.",
      defaultValue = "20000")
  private int rows;

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "1")
  private long seed;

  @Option(
      names = "--prose",
      description =
          "Text without personal data, JSONL with `text` or `prompt`. Default: the shipped"
              + " prompts.")
  private @Nullable Path prose;

  @Option(names = "--misses", description = "Print what was missed or found in vain, in full.")
  private boolean misses;

  @Option(
      names = "--report",
      description = "Report file. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/reports/eval-pii.json")
  private Path report = Path.of("target/reports/eval-pii.json");

  @Override
  public Integer call() throws IOException {
    PrintWriter out = out();
    Map<String, Object> figures = new LinkedHashMap<>();
    if (test != null) {
      figures.put("given", evaluate("given", MarkedText.read(test), out));
    } else {
      List<String> texts = prose == null ? Prompts.shipped() : Prompts.read(prose);
      for (String set : sets) {
        figures.put(set, evaluate(set, PiiTemplates.rows(set, texts, rows, seed), out));
      }
    }
    EvalReport.write(report, figures);
    return 0;
  }

  private Map<String, Object> evaluate(String name, List<MarkedText> texts, PrintWriter out) {
    var score = new SpanScore();
    long chars = 0;
    long nanos = 0;
    for (MarkedText row : texts) {
      List<Mark> found = new ArrayList<>();
      long began = System.nanoTime();
      TextScanner.locate(
          row.text(), (kind, start, end) -> found.add(new Mark(kind.id(), start, end)));
      nanos += System.nanoTime() - began;
      chars += row.text().length();
      score.add(row.marks(), found);
      if (misses) {
        printMisses(row, found, out);
      }
    }
    out.printf("%n%s: %,d texts%n", name, score.rows());
    out.printf("  %-14s %9s %9s %9s%n", "kind", "marks", "recall", "precision");
    Map<String, Object> figures = new LinkedHashMap<>();
    score.kinds().forEach((kind, counts) -> print(kind, counts, figures, out));
    print("all", score.all(), figures, out);
    put("texts_flagged", score.flagged(), figures, out);
    put("texts_flagged_in_vain", score.flaggedInVain(), figures, out);
    put("micros_per_1000_chars", nanos / NANOS_PER_MICRO / chars * 1000, figures, out);
    out.flush();
    return figures;
  }

  private static void print(
      String kind, SpanScore.Counts counts, Map<String, Object> figures, PrintWriter out) {
    out.printf(
        "  %-14s %,9d %9.4f %9.4f%n", kind, counts.marks(), counts.recall(), counts.precision());
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("marks", counts.marks());
    row.put("recall", EvalReport.rounded(counts.recall()));
    row.put("precision", EvalReport.rounded(counts.precision()));
    figures.put(kind, row);
  }

  private static void put(String name, double value, Map<String, Object> figures, PrintWriter out) {
    figures.put(name, EvalReport.rounded(value));
    out.printf("  %-24s %9.4f%n", name, value);
  }

  private static void printMisses(MarkedText row, List<Mark> found, PrintWriter out) {
    for (Mark mark : row.marks()) {
      if (found.stream().noneMatch(mark::overlaps)) {
        out.printf("missed  %s %s%n", mark.kind(), quoted(row.text(), mark));
      }
    }
    for (Mark each : found) {
      if (row.marks().stream().noneMatch(each::overlaps)) {
        out.printf("in vain %s %s%n", each.kind(), quoted(row.text(), each));
      }
    }
  }

  private static String quoted(String text, Mark mark) {
    int from = Math.max(0, mark.start() - 30);
    int to = Math.min(text.length(), mark.end() + 15);
    return text.substring(from, to).replace('\n', ' ');
  }

  private PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec.commandLine().getOut();
  }
}
