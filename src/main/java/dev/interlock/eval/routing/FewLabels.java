package dev.interlock.eval.routing;

import dev.interlock.eval.pool.Expectation;
import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.Interval;
import dev.interlock.eval.pool.PairReport;
import dev.interlock.eval.pool.PairResult;
import dev.interlock.eval.pool.Pool;
import dev.interlock.predictor.training.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Two models, learnt from a few graded prompts drawn anew each time, judged by all others: a prompt
 * whose text is among those learnt from is no other.
 */
final class FewLabels {
  private static final int LABELS = 1500;
  private static final int DRAWS = 10;

  private FewLabels() {}

  /**
   * Means over the draws, and where 95 % of draws are.
   *
   * @param taught what the trainer is shown of the rows
   */
  static Figures run(Pool pool, UnaryOperator<List<Example>> taught) {
    var results = new ArrayList<PairResult>();
    for (int draw = 0; draw < DRAWS; draw++) {
      var shuffled = new ArrayList<>(pool.examples());
      Collections.shuffle(shuffled, new Random(draw));
      List<Example> drawn = List.copyOf(shuffled.subList(0, LABELS));
      List<Example> train = taught.apply(drawn);
      Pool test = pool.with(unseen(drawn, shuffled.subList(LABELS, shuffled.size())));
      Forecaster forecaster = Forecaster.trained(train, pool.models().size());
      PairReport.of(test, Expectation.of(test, forecaster))
          .ifPresent(pair -> results.add(pair.result()));
    }
    double mean = mean(results, PairResult::apgr);
    double squares = mean(results, result -> Math.pow(result.apgr() - mean, 2)) * results.size();
    double deviation = Math.sqrt(squares / (results.size() - 1));
    return new Figures()
        .put("apgr", mean)
        .put("apgr", new Interval(mean - 1.96 * deviation, mean + 1.96 * deviation))
        .put("apgr_bins", mean(results, PairResult::apgrBins))
        .put("cpt50", mean(results, PairResult::cpt50))
        .put("cpt80", mean(results, PairResult::cpt80));
  }

  /** Those of {@code others} whose text is not among {@code drawn}. */
  static List<Example> unseen(List<Example> drawn, List<Example> others) {
    Set<String> learnt = drawn.stream().map(Example::key).collect(Collectors.toSet());
    return others.stream().filter(row -> !learnt.contains(row.key())).toList();
  }

  private static double mean(List<PairResult> results, ToDoubleFunction<PairResult> figure) {
    return results.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  /** As preferences tell it: who was better, or that neither was. */
  static List<Example> decidedOnly(List<Example> rows) {
    return rows.stream()
        .map(
            row -> {
              double difference = row.scores()[1] - row.scores()[0];
              double second = difference == 0 ? 0.5 : difference > 0 ? 1 : 0;
              return new Example(
                  row.text(),
                  row.key(),
                  row.task(),
                  new double[] {1 - second, second},
                  row.tokens(),
                  row.costs());
            })
        .toList();
  }
}
