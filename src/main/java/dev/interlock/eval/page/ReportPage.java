package dev.interlock.eval.page;

import static dev.interlock.eval.chart.Markup.escaped;

import dev.interlock.eval.pool.ModelResult;
import dev.interlock.eval.pool.PoolReport;
import dev.interlock.eval.pool.PoolResult;
import dev.interlock.eval.pool.TaskResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Reports on pools as one HTML page that needs nothing else: no script, no font, no picture. Names
 * of models and tasks are shown, prompts are not.
 */
public final class ReportPage {
  private static final String LEGEND =
      """
      <div class="legend"><span><i class="router"></i>router</span>\
      <span><i class="constant"></i>static hull: always one model, or a coin between two</span>\
      <span><i class="prior"></i>task told (cheats)</span>\
      <span><i class="oracle"></i>oracle</span><span><i class="model"></i>single models</span></div>
      """;

  private ReportPage() {}

  /** The page of {@code reports}, by title. */
  public static String of(SequencedMap<String, PoolReport> reports) {
    var out = new StringBuilder();
    out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Routing, measured</title>\n<style>\n")
        .append(css())
        .append("</style>\n</head>\n<body>\n<h1>Routing, measured</h1>\n")
        .append("<p>Quality is the mean score of the answers. Costs are shares of what the best")
        .append(" single model costs. What is not reached at any cost is a dash.</p>\n");
    reports.forEach((title, report) -> section(out, title, report));
    return out.append("</body>\n</html>\n").toString();
  }

  private static String css() {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css: missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void section(StringBuilder out, String title, PoolReport report) {
    var plots = new PoolPlots(report);
    out.append("<section>\n<h2>").append(escaped(title)).append("</h2>\n<p>");
    out.append(
        String.format(
            Locale.ROOT,
            "%,d prompts, %d models; %s is the best of them, %s the cheapest.</p>\n",
            report.pool().examples().size(),
            report.models().size(),
            escaped(report.best().name()),
            escaped(report.cheapest().name())));
    tiles(out, report);
    out.append(LEGEND).append("<div class=\"plots\">\n");
    figure(out, "Frontier", plots.frontier(), "Best quality at each cost, by mixing.");
    figure(out, "Regret", plots.regret(), "Quality that the oracle has more at the same cost.");
    out.append("</div>\n");
    baselines(out, report);
    if (!report.tasks().isEmpty()) {
      figure(
          out,
          "Tasks",
          plots.tasks(),
          "At the cost that matches the best single model over all tasks, or else at the peak.");
      tasks(out, report);
    }
    calibration(out, report, plots);
    models(out, report);
    out.append("</section>\n");
  }

  private static void tiles(StringBuilder out, PoolReport report) {
    PoolResult result = report.result();
    out.append("<div class=\"tiles\">\n");
    report
        .pair()
        .ifPresent(
            pair ->
                tile(
                    out,
                    String.format(Locale.ROOT, "%.3f", pair.result().apgr()),
                    String.format(
                        Locale.ROOT,
                        "APGR, %.3f to %.3f; half the gap at %.1f %%, four fifths at %.1f %% of calls",
                        pair.apgr().low(),
                        pair.apgr().high(),
                        100 * pair.result().cpt50(),
                        100 * pair.result().cpt80())));
    tile(
        out,
        String.format(Locale.ROOT, "%.3f", result.audc()),
        String.format(
            Locale.ROOT,
            "AUDC, %.3f to %.3f",
            report.intervals().audc().low(),
            report.intervals().audc().high()));
    tile(out, percent(result.qnc()), "of the cost for the best model's quality (QNC)");
    tile(
        out,
        percent(result.peak()),
        "best quality at any cost; best single model " + percent(report.best().quality()));
    double factor = report.breakEven().factor();
    tile(
        out,
        factor < 1 ? percent(factor) : "–",
        "of its price: until the best model costs that, routing saves at least 1 % at its quality");
    tile(
        out,
        String.format(Locale.ROOT, "%.3f", report.ece()),
        String.format(Locale.ROOT, "ECE; worst model %.3f", report.worstEce()));
    out.append("</div>\n");
  }

  private static void tile(StringBuilder out, String figure, String meaning) {
    out.append("<div><b>").append(figure).append("</b><span>").append(escaped(meaning));
    out.append("</span></div>\n");
  }

  private static void figure(StringBuilder out, String title, String svg, String caption) {
    out.append("<figure><h3>").append(title).append("</h3>\n").append(svg);
    out.append("<figcaption>").append(caption).append("</figcaption></figure>\n");
  }

  private static void baselines(StringBuilder out, PoolReport report) {
    head(out, "", "AUDC", "peak", "QNC", "cost at 98 %", "cost at 95 %");
    line(out, "router", report.result());
    line(out, "static hull", PoolResult.of(report.baselines().constant(), report.range()));
    line(
        out,
        "random: cheapest or best",
        PoolResult.of(report.baselines().random(), report.range()));
    report
        .baselines()
        .prior()
        .ifPresent(prior -> line(out, "task told", PoolResult.of(prior, report.range())));
    line(out, "oracle", PoolResult.of(report.baselines().oracle(), report.range()));
    out.append("</table></div>\n");
    head(out, "the best model's price times", report.breakEven().savings().keySet().toArray());
    out.append("<tr><td>saved at its quality</td>");
    for (Map.Entry<Double, Double> saving : report.breakEven().savings().entrySet()) {
      out.append("<td>").append(percent(saving.getValue())).append("</td>");
    }
    out.append("</tr></table></div>\n");
  }

  private static void line(StringBuilder out, String name, PoolResult result) {
    row(
        out,
        name,
        String.format(Locale.ROOT, "%.4f", result.audc()),
        percent(result.peak()),
        percent(result.qnc()),
        percent(result.cost98()),
        percent(result.cost95()));
  }

  private static void tasks(StringBuilder out, PoolReport report) {
    head(out, "task", "prompts", "router", "best single model", "oracle", "cost");
    for (TaskResult task : report.tasks()) {
      row(
          out,
          task.task(),
          String.format(Locale.ROOT, "%,d", task.rows()),
          percent(task.quality()),
          percent(task.best()),
          percent(task.oracle()),
          percent(task.cost()));
    }
    out.append("</table></div>\n");
  }

  private static void calibration(StringBuilder out, PoolReport report, PoolPlots plots) {
    out.append("<div><h3>Calibration</h3>\n<div class=\"small\">\n");
    for (ModelResult model : report.models()) {
      out.append("<div><h4>").append(escaped(model.name())).append("</h4>");
      out.append(plots.calibration(model)).append("</div>\n");
    }
    out.append("</div></div>\n");
  }

  private static void models(StringBuilder out, PoolReport report) {
    head(out, "model", "quality", "cost", "ECE", "Brier");
    for (ModelResult model : report.models()) {
      row(
          out,
          model.name(),
          percent(model.quality()),
          percent(model.cost() / report.range().bestCost()),
          String.format(Locale.ROOT, "%.4f", model.ece()),
          String.format(Locale.ROOT, "%.4f", model.brier()));
    }
    out.append("</table></div>\n");
  }

  private static void head(StringBuilder out, String first, Object... names) {
    out.append("<div><table><tr><th>").append(escaped(first)).append("</th>");
    for (Object name : names) {
      out.append("<th>").append(escaped(String.valueOf(name))).append("</th>");
    }
    out.append("</tr>\n");
  }

  private static void row(StringBuilder out, String... cells) {
    out.append("<tr>");
    for (String cell : cells) {
      out.append("<td>").append(escaped(cell)).append("</td>");
    }
    out.append("</tr>\n");
  }

  private static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "–";
  }
}
