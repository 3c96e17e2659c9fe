package dev.interlock.eval.routing;

import dev.interlock.eval.EvalReport;
import dev.interlock.predictor.Predictor;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Example;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The experiments on the public sets, each under its id. Test rows are never trained on; weights
 * and penalties are chosen on folds of the training rows alone.
 */
final class RoutingProtocol {
  /** The experiments there are. */
  static final List<String> IDS = List.of("E1", "E2", "E4", "E5", "E6", "E8", "E9", "E18");

  private static final int FEW_LABELS = 1500;
  private static final int SEEDS = 10;
  private static final int NEW_MODEL_ROWS = 300;

  private final PublicPools pools;
  private final PrintWriter out;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  RoutingProtocol(PublicPools pools, PrintWriter out) {
    this.pools = pools;
    this.out = out;
  }

  Map<String, Object> run(List<String> ids) throws IOException {
    if (ids.contains("E1")) {
      Pool mmlu = pools.mmlu();
      fewLabels("E1", mmlu, UnaryOperator.identity());
      fewLabels("E1-pairs", mmlu, RoutingProtocol::decidedOnly);
    }
    if (ids.contains("E2")) {
      Pool pool = pools.gsm8k();
      report("E2", pair(pool, CrossValidation.expectation(pool)).figures());
    }
    if (ids.contains("E4")) {
      pool("E4", pools.nineModels());
    }
    if (ids.contains("E8")) {
      unseenModel("E8", pools.nineModels());
    }
    if (ids.contains("E9")) {
      unseenTask("E9", pools.nineModels());
    }
    if (ids.contains("E5")) {
      pool("E5", pools.zeroEval());
    }
    if (ids.contains("E6")) {
      pool("E6", pools.mmluPro());
    }
    if (ids.contains("E18")) {
      report(
          "E18-mmlu-pro", BudgetVariants.figures(pools.mmluPro(), PublicPools.pricesOfMmluPro()));
      report(
          "E18-zero-eval",
          BudgetVariants.figures(pools.zeroEval(), PublicPools.pricesOfZeroEval()));
    }
    return figures;
  }

  private void fewLabels(String id, Pool pool, UnaryOperator<List<Example>> taught) {
    var results = new ArrayList<PairResult>();
    for (int seed = 0; seed < SEEDS; seed++) {
      var shuffled = new ArrayList<>(pool.examples());
      Collections.shuffle(shuffled, new Random(seed));
      List<Example> train = taught.apply(List.copyOf(shuffled.subList(0, FEW_LABELS)));
      Pool test = pool.with(shuffled.subList(FEW_LABELS, shuffled.size()));
      Predictor predictor = BundleTrainer.train(train, pool.models().size());
      results.add(pair(test, expectation(predictor, test)));
    }
    double mean = results.stream().mapToDouble(PairResult::apgr).average().orElse(Double.NaN);
    double squares = results.stream().mapToDouble(r -> (r.apgr() - mean) * (r.apgr() - mean)).sum();
    double error = Math.sqrt(squares / (SEEDS - 1));
    var figures = new LinkedHashMap<String, Object>();
    figures.put("apgr", EvalReport.rounded(mean));
    figures.put("apgr_low95", EvalReport.rounded(mean - 1.96 * error));
    figures.put("apgr_bins", mean(results, PairResult::apgrBins));
    figures.put("cpt50", mean(results, PairResult::cpt50));
    figures.put("cpt80", mean(results, PairResult::cpt80));
    report(id, figures);
  }

  private static double mean(List<PairResult> results, Function<PairResult, Double> figure) {
    return EvalReport.rounded(
        results.stream().mapToDouble(figure::apply).average().orElse(Double.NaN));
  }

  /** As preferences tell it: who was better, or that neither was. */
  private static List<Example> decidedOnly(List<Example> rows) {
    return rows.stream()
        .map(
            row -> {
              double difference = row.scores()[1] - row.scores()[0];
              double strong = difference == 0 ? 0.5 : difference > 0 ? 1 : 0;
              return new Example(
                  row.text(),
                  row.key(),
                  row.task(),
                  new double[] {1 - strong, strong},
                  row.tokens(),
                  row.costs());
            })
        .toList();
  }

  private static PairResult pair(Pool pool, Expectation expected) {
    int rows = pool.examples().size();
    double[] gain = new double[rows];
    double[] weak = new double[rows];
    double[] strong = new double[rows];
    for (int row = 0; row < rows; row++) {
      gain[row] = expected.chance()[row][1] - expected.chance()[row][0];
      weak[row] = pool.examples().get(row).scores()[0];
      strong[row] = pool.examples().get(row).scores()[1];
    }
    return PairResult.of(gain, weak, strong);
  }

  static Expectation expectation(Predictor predictor, Pool pool) {
    return new Expectation(
        pool.examples().stream()
            .map(e -> predictor.forecast(e.text()).chance())
            .toArray(double[][]::new),
        pool.examples().stream().map(e -> predictor.costs(e.text())).toArray(double[][]::new));
  }

  private void pool(String id, Pool pool) {
    Expectation expected = CrossValidation.expectation(pool);
    var figures = new LinkedHashMap<String, Object>(PoolResult.of(pool, expected).figures());
    figures.put("static", PoolResult.constant(pool).figures());
    var calibration = CalibrationError.of(pool, expected.chance());
    figures.put("ece", EvalReport.rounded(calibration.ece()));
    figures.put("worst_ece", EvalReport.rounded(calibration.worstEce()));
    figures.put("brier", EvalReport.rounded(calibration.brier()));
    report(id, figures);
  }

  /** Each model in turn is known by a few graded prompts alone. */
  private void unseenModel(String id, Pool pool) {
    double full = area(pool, CrossValidation.expectation(pool));
    double worst = 0;
    double sum = 0;
    for (int m = 0; m < pool.models().size(); m++) {
      int model = m;
      Expectation expected =
          CrossValidation.expectation(
              pool, 5, CrossValidation::fold, rows -> knownByFew(rows, model));
      double loss = full - area(pool, expected);
      worst = Math.max(worst, loss);
      sum += loss;
    }
    report(
        id,
        Map.of(
            "mean_loss", EvalReport.rounded(sum / pool.models().size()),
            "worst_loss", EvalReport.rounded(worst)));
  }

  private static List<Example> knownByFew(List<Example> rows, int model) {
    var shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(model));
    var taught = new ArrayList<Example>();
    for (int row = 0; row < shuffled.size(); row++) {
      Example each = shuffled.get(row);
      double[] scores = each.scores().clone();
      scores[model] = row < NEW_MODEL_ROWS ? scores[model] : Double.NaN;
      taught.add(
          new Example(each.text(), each.key(), each.task(), scores, each.tokens(), each.costs()));
    }
    return taught;
  }

  private static double area(Pool pool, Expectation expected) {
    PoolResult.Range range = PoolResult.Range.of(pool);
    return new Sweep(pool, expected).frontier().area(range.least(), range.most());
  }

  /** Each task in turn is one that the predictor has never met. */
  private void unseenTask(String id, Pool pool) {
    var tasks =
        List.copyOf(
            new TreeSet<>(
                pool.examples().stream().map(Example::task).map(task -> task.orElse("")).toList()));
    var gains = new LinkedHashMap<String, Object>();
    double least = Double.POSITIVE_INFINITY;
    Expectation expected =
        CrossValidation.expectation(
            pool,
            tasks.size(),
            example -> tasks.indexOf(example.task().orElse("")),
            Function.identity());
    for (String task : tasks) {
      int[] rows = rowsOf(pool, task);
      Pool part = pool.with(Arrays.stream(rows).mapToObj(pool.examples()::get).toList());
      Expectation own =
          new Expectation(
              Arrays.stream(rows).mapToObj(r -> expected.chance()[r]).toArray(double[][]::new),
              Arrays.stream(rows).mapToObj(r -> expected.cost()[r]).toArray(double[][]::new));
      PoolResult.Range range = PoolResult.Range.of(part);
      double constant = PoolResult.constantFrontier(part).area(range.least(), range.most());
      double gain = area(part, own) - constant;
      gains.put(task, EvalReport.rounded(gain));
      least = Math.min(least, gain);
    }
    report(id, Map.of("least_gain", EvalReport.rounded(least), "gain_by_task", gains));
  }

  private static int[] rowsOf(Pool pool, String task) {
    return IntStream.range(0, pool.examples().size())
        .filter(row -> pool.examples().get(row).task().orElse("").equals(task))
        .toArray();
  }

  private void report(String id, Map<String, Object> values) {
    figures.put(id, values);
    out.printf("%n%s%n", id);
    values.forEach((name, value) -> out.printf("  %-14s %s%n", name, value));
    out.flush();
  }
}
