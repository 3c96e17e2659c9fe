package dev.interlock.eval.page;

import dev.interlock.eval.chart.Axis;
import dev.interlock.eval.chart.DotRows;
import dev.interlock.eval.chart.LinePlot;
import dev.interlock.eval.chart.LinePlot.At;
import dev.interlock.eval.pool.Frontier;
import dev.interlock.eval.pool.Frontier.Point;
import dev.interlock.eval.pool.ModelResult;
import dev.interlock.eval.pool.PoolReport;
import dev.interlock.eval.pool.TaskResult;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The plots of one report. Costs are shares of the best single model's. */
final class PoolPlots {
  private static final double WIDTH = 520;
  private static final double HEIGHT = 340;
  private static final double SMALL = 190;
  private static final int STEPS = 80;
  private static final String COST = "cost, as a share of the best single model's";

  private final PoolReport report;
  private final Axis costs;

  PoolPlots(PoolReport report) {
    this.report = report;
    this.costs = Axis.costs(report.models().stream().mapToDouble(model -> share(model.cost())));
  }

  private double share(double cost) {
    double best = report.range().bestCost();
    return best > 0 ? cost / best : cost;
  }

  private double cost(double share) {
    double best = report.range().bestCost();
    return best > 0 ? share * best : share;
  }

  /** Quality over cost. */
  String frontier() {
    Axis quality =
        Axis.around(
            DoubleStream.concat(
                report.models().stream().mapToDouble(ModelResult::quality),
                DoubleStream.of(report.baselines().oracle().peak(), report.result().peak())));
    var plot = new LinePlot(costs, quality, COST, "quality", WIDTH, HEIGHT);
    plot.line("cheapest to best", "dashed", curve(report.baselines().random()));
    plot.line("static hull", "constant", curve(report.baselines().constant()));
    report.baselines().prior().ifPresent(prior -> plot.line("task told", "prior", curve(prior)));
    plot.line("oracle", "oracle", curve(report.baselines().oracle()));
    plot.line("router", "router", curve(report.router().frontier()));
    for (ModelResult model : report.models()) {
      plot.point(model.name(), "model", new At(share(model.cost()), model.quality()));
    }
    return plot.svg("Quality over cost of the router, the baselines and each model");
  }

  /** What is a line over costs is a curve over their ratios. */
  private List<At> curve(Frontier frontier) {
    List<Point> points = frontier.points();
    Stream<At> corners = points.stream().map(point -> new At(share(point.cost()), point.quality()));
    double from = costs.position(share(points.getFirst().cost()));
    Stream<At> between =
        positions(from, 1).mapToObj(share -> new At(share, frontier.quality(cost(share))));
    return Stream.concat(corners, between)
        .sorted(Comparator.comparingDouble(At::across).thenComparingDouble(At::upward))
        .toList();
  }

  /** What the oracle earns more at the same cost. */
  String regret() {
    Frontier oracle = report.baselines().oracle();
    List<At> router = regret(oracle, report.router().frontier());
    List<At> constant = regret(oracle, report.baselines().constant());
    Axis lost =
        Axis.around(
            DoubleStream.concat(
                DoubleStream.of(0),
                Stream.concat(router.stream(), constant.stream()).mapToDouble(At::upward)));
    var plot = new LinePlot(costs, lost, COST, "regret", WIDTH, HEIGHT);
    plot.line("static hull", "constant", constant);
    report
        .baselines()
        .prior()
        .ifPresent(prior -> plot.line("task told", "prior", regret(oracle, prior)));
    plot.line("router", "router", router);
    return plot.svg("Quality lost against the oracle at the same cost");
  }

  private List<At> regret(Frontier oracle, Frontier other) {
    double from = costs.position(share(report.range().least()));
    double to = costs.position(share(report.range().most()));
    return positions(from, to)
        .mapToObj(share -> new At(share, oracle.quality(cost(share)) - other.quality(cost(share))))
        .toList();
  }

  /** Shares evenly spread over the axis. */
  private DoubleStream positions(double from, double to) {
    return IntStream.rangeClosed(0, STEPS)
        .mapToDouble(step -> costs.value(from + (to - from) * step / STEPS));
  }

  /** What happened where so much was expected of {@code model}. */
  String calibration(ModelResult model) {
    var unit = new Axis(0, 1, false);
    var plot = new LinePlot(unit, unit, "expected", "happened", SMALL, SMALL);
    plot.line("as expected", "dashed", List.of(new At(0, 0), new At(1, 1)));
    int rows = report.pool().examples().size();
    for (ModelResult.Bin bin : model.bins()) {
      plot.dot(
          String.format(
              Locale.ROOT,
              "%.2f expected, %.2f happened, %d prompts",
              bin.expected(),
              bin.happened(),
              bin.rows()),
          "router",
          new At(bin.expected(), bin.happened()),
          1.5 + 7 * Math.sqrt((double) bin.rows() / rows));
    }
    return plot.svg("Expected against happened, " + model.name());
  }

  /** Quality by task. */
  String tasks() {
    var rows = new DotRows("quality", 2 * WIDTH);
    for (TaskResult task : report.tasks()) {
      rows.row(
          task.task(),
          List.of(
              new DotRows.Dot("best single model", "constant", task.best()),
              new DotRows.Dot("oracle", "oracle", task.oracle()),
              new DotRows.Dot("router", "router", task.quality())));
    }
    return rows.svg("Quality by task of the router, the best single model and the oracle");
  }
}
