package dev.interlock.eval.page;

import static dev.interlock.eval.chart.Markup.escaped;

import dev.interlock.eval.pool.ModelResult;
import dev.interlock.eval.pool.PoolReport;
import dev.interlock.eval.pool.PoolResult;
import dev.interlock.eval.pool.TaskResult;
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
    var out = new HtmlPage("Routing, measured");
    out.raw("<p>Quality is the mean score of the answers. Costs are shares of what the best")
        .raw(" single model costs. What is not reached at any cost is a dash.</p>\n");
    reports.forEach((title, report) -> section(out, title, report));
    return out.end();
  }

  private static void section(HtmlPage out, String title, PoolReport report) {
    var plots = new PoolPlots(report);
    out.section(
        title,
        String.format(
            Locale.ROOT,
            "%,d prompts, %d models; %s is the best of them, %s the cheapest.",
            report.pool().examples().size(),
            report.models().size(),
            report.best().name(),
            report.cheapest().name()));
    tiles(out, report);
    out.raw(LEGEND).raw("<div class=\"plots\">\n");
    out.figure("Frontier", plots.frontier(), "Best quality at each cost, by mixing.");
    out.figure("Regret", plots.regret(), "Quality that the oracle has more at the same cost.");
    out.raw("</div>\n");
    baselines(out, report);
    if (!report.tasks().isEmpty()) {
      out.figure(
          "Tasks",
          plots.tasks(),
          "At the cost that matches the best single model over all tasks, or else at the peak.");
      tasks(out, report);
    }
    calibration(out, report, plots);
    models(out, report);
    out.endSection();
  }

  private static void tiles(HtmlPage out, PoolReport report) {
    PoolResult result = report.result();
    out.raw("<div class=\"tiles\">\n");
    report
        .pair()
        .ifPresent(
            pair ->
                out.tile(
                    String.format(Locale.ROOT, "%.3f", pair.result().apgr()),
                    String.format(
                        Locale.ROOT,
                        "APGR, %.3f to %.3f; half the gap at %.1f %%, four fifths at %.1f %% of calls",
                        pair.apgr().low(),
                        pair.apgr().high(),
                        100 * pair.result().cpt50(),
                        100 * pair.result().cpt80())));
    out.tile(
        String.format(Locale.ROOT, "%.3f", result.audc()),
        String.format(
            Locale.ROOT,
            "AUDC, %.3f to %.3f",
            report.intervals().audc().low(),
            report.intervals().audc().high()));
    out.tile(percent(result.qnc()), "of the cost for the best model's quality (QNC)");
    out.tile(
        percent(result.peak()),
        "best quality at any cost; best single model " + percent(report.best().quality()));
    double factor = report.breakEven().factor();
    out.tile(
        factor < 1 ? percent(factor) : "–",
        "of its price: until the best model costs that, routing saves at least 1 % at its quality");
    out.tile(
        String.format(Locale.ROOT, "%.3f", report.ece()),
        String.format(Locale.ROOT, "ECE; worst model %.3f", report.worstEce()));
    out.raw("</div>\n");
  }

  private static void baselines(HtmlPage out, PoolReport report) {
    out.table("", "AUDC", "peak", "QNC", "cost at 98 %", "cost at 95 %");
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
    out.endTable();
    out.table("the best model's price times", report.breakEven().savings().keySet().toArray());
    out.raw("<tr><td>saved at its quality</td>");
    for (Map.Entry<Double, Double> saving : report.breakEven().savings().entrySet()) {
      out.raw("<td>").raw(percent(saving.getValue())).raw("</td>");
    }
    out.raw("</tr></table></div>\n");
  }

  private static void line(HtmlPage out, String name, PoolResult result) {
    out.row(
        name,
        String.format(Locale.ROOT, "%.4f", result.audc()),
        percent(result.peak()),
        percent(result.qnc()),
        percent(result.cost98()),
        percent(result.cost95()));
  }

  private static void tasks(HtmlPage out, PoolReport report) {
    out.table("task", "prompts", "router", "best single model", "oracle", "cost");
    for (TaskResult task : report.tasks()) {
      out.row(
          task.task(),
          String.format(Locale.ROOT, "%,d", task.rows()),
          percent(task.quality()),
          percent(task.best()),
          percent(task.oracle()),
          percent(task.cost()));
    }
    out.endTable();
  }

  private static void calibration(HtmlPage out, PoolReport report, PoolPlots plots) {
    out.raw("<div><h3>Calibration</h3>\n<div class=\"small\">\n");
    for (ModelResult model : report.models()) {
      out.raw("<div><h4>").raw(escaped(model.name())).raw("</h4>");
      out.raw(plots.calibration(model)).raw("</div>\n");
    }
    out.raw("</div></div>\n");
  }

  private static void models(HtmlPage out, PoolReport report) {
    out.table("model", "quality", "cost", "ECE", "Brier");
    for (ModelResult model : report.models()) {
      out.row(
          model.name(),
          percent(model.quality()),
          percent(model.cost() / report.range().bestCost()),
          String.format(Locale.ROOT, "%.4f", model.ece()),
          String.format(Locale.ROOT, "%.4f", model.brier()));
    }
    out.endTable();
  }

  private static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "–";
  }
}
