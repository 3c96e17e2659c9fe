package dev.interlock.eval.pool;

import java.io.PrintWriter;

/** A report as lines for a terminal. */
public final class ReportText {
  private final PrintWriter out;

  public ReportText(PrintWriter out) {
    this.out = out;
  }

  public void print(String title, PoolReport report) {
    Range range = report.range();
    out.printf(
        "%n%s: %,d prompts, %d models; best %s, cheapest %s%n",
        title,
        report.pool().examples().size(),
        report.models().size(),
        report.best().name(),
        report.cheapest().name());
    report.pair().ifPresent(this::print);
    out.printf("  %-22s %8s %8s %8s %8s %8s%n", "", "audc", "peak", "qnc", "cost98", "cost95");
    line("router", report.result());
    line("static hull", PoolResult.of(report.baselines().constant(), range));
    line("cheapest to best", PoolResult.of(report.baselines().random(), range));
    report.baselines().prior().ifPresent(prior -> line("task told", PoolResult.of(prior, range)));
    line("oracle", PoolResult.of(report.baselines().oracle(), range));
    Bootstrap intervals = report.intervals();
    out.printf(
        "  95 %%: audc %.4f to %.4f, above the static hull by %.4f to %.4f, peak %.4f to %.4f%n",
        intervals.audc().low(),
        intervals.audc().high(),
        intervals.gain().low(),
        intervals.gain().high(),
        intervals.peak().low(),
        intervals.peak().high());
    print(report.breakEven());
    models(report);
    tasks(report);
    out.flush();
  }

  private void print(PairReport pair) {
    PairResult result = pair.result();
    out.printf(
        "  apgr %.4f (%.4f to %.4f; by bins %.4f), cpt50 %.1f %%, cpt80 %.1f %%%n",
        result.apgr(),
        pair.apgr().low(),
        pair.apgr().high(),
        result.apgrBins(),
        100 * result.cpt50(),
        100 * result.cpt80());
  }

  private void print(BreakEven breakEven) {
    out.printf("  saved at the best model's quality, by factor of its price:");
    breakEven
        .savings()
        .forEach((factor, saving) -> out.printf("  %s: %.1f %%", factor, 100 * saving));
    out.printf("; break-even %.3f%n", breakEven.factor());
  }

  private void models(PoolReport report) {
    out.printf("  %-32s %8s %8s %8s %8s%n", "model", "quality", "cost", "ece", "brier");
    for (ModelResult model : report.models()) {
      out.printf(
          "  %-32s %8.4f %8s %8.4f %8.4f%n",
          model.name(),
          model.quality(),
          figure(model.cost() / report.range().bestCost()),
          model.ece(),
          model.brier());
    }
  }

  private void tasks(PoolReport report) {
    if (report.tasks().isEmpty()) {
      return;
    }
    out.printf(
        "  %-32s %8s %8s %8s %8s %8s%n", "task", "prompts", "quality", "best", "oracle", "cost");
    for (TaskResult task : report.tasks()) {
      out.printf(
          "  %-32s %8d %8.4f %8.4f %8.4f %8s%n",
          task.task(),
          task.rows(),
          task.quality(),
          task.best(),
          task.oracle(),
          figure(task.cost()));
    }
  }

  private void line(String name, PoolResult result) {
    out.printf(
        "  %-22s %8.4f %8.4f %8s %8s %8s%n",
        name,
        result.audc(),
        result.peak(),
        figure(result.qnc()),
        figure(result.cost98()),
        figure(result.cost95()));
  }

  private static String figure(double value) {
    return Double.isFinite(value) ? "%.4f".formatted(value) : "-";
  }
}
