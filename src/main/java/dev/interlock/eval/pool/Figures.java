package dev.interlock.eval.pool;

import dev.interlock.eval.EvalReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named figures in order, rounded; what is not known or never reached is left out. One thread. */
public final class Figures {
  private final Map<String, Object> values = new LinkedHashMap<>();

  public Figures put(String name, double value) {
    if (Double.isFinite(value)) {
      values.put(name, EvalReport.rounded(value));
    }
    return this;
  }

  public Figures put(String name, int value) {
    values.put(name, value);
    return this;
  }

  public Figures put(String name, String value) {
    values.put(name, value);
    return this;
  }

  /** The ends, under the name with {@code _low95} and {@code _high95}. */
  public Figures put(String name, Interval interval) {
    return put(name + "_low95", interval.low()).put(name + "_high95", interval.high());
  }

  /** Under names that begin with {@code prefix}. */
  public Figures put(String prefix, PoolResult result) {
    return put(prefix + "audc", result.audc())
        .put(prefix + "peak", result.peak())
        .put(prefix + "qnc", result.qnc())
        .put(prefix + "cost98", result.cost98())
        .put(prefix + "cost95", result.cost95());
  }

  public Figures put(String name, Figures nested) {
    values.put(name, nested.map());
    return this;
  }

  public Map<String, Object> map() {
    return values;
  }

  /** All figures of {@code report}: costs as shares of the best single model's. */
  public static Figures of(PoolReport report) {
    Range range = report.range();
    var figures =
        new Figures()
            .put("rows", report.pool().examples().size())
            .put("models", report.pool().models().size());
    report.pair().ifPresent(pair -> figures.putAll(of(pair)));
    figures
        .put("", report.result())
        .put("audc", report.intervals().audc())
        .put("peak", report.intervals().peak())
        .put("qnc", report.intervals().qnc())
        .put("gain", report.intervals().gain())
        .put("static_", PoolResult.of(report.baselines().constant(), range))
        .put("random_", PoolResult.of(report.baselines().random(), range));
    report
        .baselines()
        .prior()
        .ifPresent(prior -> figures.put("prior_", PoolResult.of(prior, range)));
    figures
        .put("oracle_", PoolResult.of(report.baselines().oracle(), range))
        .put("strongest", report.best().name())
        .put("strongest_quality", report.best().quality())
        .put("cheapest", report.cheapest().name())
        .put("cheapest_quality", report.cheapest().quality())
        .put("cheapest_cost", report.cheapest().cost() / range.bestCost())
        .put("ece", report.ece())
        .put("worst_ece", report.worstEce())
        .put("brier", report.brier())
        .put("saving", report.breakEven().savings().firstEntry().getValue())
        .put("break_even", report.breakEven().factor())
        .put("savings", savings(report.breakEven()))
        .put("by_model", byModel(report));
    return report.tasks().isEmpty() ? figures : figures.put("by_task", byTask(report));
  }

  public static Figures of(PairReport pair) {
    return new Figures()
        .put("apgr", pair.result().apgr())
        .put("apgr", pair.apgr())
        .put("apgr_bins", pair.result().apgrBins())
        .put("cpt50", pair.result().cpt50())
        .put("cpt80", pair.result().cpt80());
  }

  private void putAll(Figures others) {
    values.putAll(others.values);
  }

  private static Figures savings(BreakEven breakEven) {
    var figures = new Figures();
    breakEven.savings().forEach((factor, saving) -> figures.put(String.valueOf(factor), saving));
    return figures;
  }

  private static Figures byModel(PoolReport report) {
    var figures = new Figures();
    for (ModelResult model : report.models()) {
      figures.put(
          model.name(),
          new Figures()
              .put("quality", model.quality())
              .put("cost", model.cost() / report.range().bestCost())
              .put("ece", model.ece())
              .put("brier", model.brier()));
    }
    return figures;
  }

  private static Figures byTask(PoolReport report) {
    var figures = new Figures();
    for (TaskResult task : report.tasks()) {
      figures.put(
          task.task(),
          new Figures()
              .put("rows", task.rows())
              .put("quality", task.quality())
              .put("strongest_quality", task.best())
              .put("oracle_quality", task.oracle())
              .put("cost", task.cost()));
    }
    return figures;
  }
}
