package dev.interlock.eval.routing;

import dev.interlock.eval.pool.Expectation;
import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.PairReport;
import dev.interlock.eval.pool.Pool;
import dev.interlock.outcome.Outcome;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.outcome.TextHash;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Purpose;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Two models of which no answer is known, on prompts like which none was graded: what other models
 * of their class made of other sets stands for them. Training prompts whose question is one of the
 * test prompts are left out; by the question alone, as the sets differ in the options they offer.
 */
final class Transfer {
  /** By class, among the models of the three sets. */
  private static final Set<String> WEAK =
      Set.of(
          "llama-3.1-8b-instruct",
          "mistral-7b-instruct-v0.3",
          "gemma-2-9b-it",
          "Mixtral-8x7B-Instruct-v0.1",
          "Meta-Llama-3_1-8B-Instruct",
          "Meta-Llama-3.1-8B-Instruct",
          "claude-3-haiku-20240307",
          "gpt-3.5-turbo-0125");

  private static final Set<String> STRONG =
      Set.of(
          "llama-3.3-nemotron-super-49b-v1",
          "llama-3.1-nemotron-51b-instruct",
          "Meta-Llama-3_1-70B-Instruct",
          "gemini-1.5-pro-002",
          "Mistral-Large-2",
          "gpt-4o-2024-08-06");

  private final PublicPools pools;

  Transfer(PublicPools pools) {
    this.pools = pools;
  }

  Figures run() throws IOException {
    Pool learnt = pools.transfer();
    Forecaster forecaster =
        Forecaster.of(
            BundleTrainer.train(learnt.examples(), learnt.models().size(), Purpose.OTHER_KINDS));
    var figures = new Figures().put("train_rows", learnt.examples().size());
    judge(figures, "mmlu_", pools.mmlu(), forecaster);
    judge(figures, "gsm8k_", pools.gsm8k(), forecaster);
    judge(figures, "mt_bench_", pools.mtBench(), forecaster);
    return figures;
  }

  private static void judge(Figures figures, String prefix, Pool pool, Forecaster forecaster) {
    Expectation expected = Expectation.of(pool, forecaster);
    PairReport.of(pool, expected)
        .ifPresent(
            pair ->
                figures
                    .put(prefix + "apgr", pair.result().apgr())
                    .put(prefix + "apgr", pair.apgr())
                    .put(prefix + "cpt50", pair.result().cpt50())
                    .put(prefix + "cpt80", pair.result().cpt80()));
    figures.put(
        prefix + "support",
        pool.examples().stream().mapToDouble(forecaster::support).average().orElse(Double.NaN));
  }

  /** The graded prompts of all three sets, each with the mean score of either class. */
  static List<OutcomeRow> rows(PublicOutcomes outcomes) throws IOException {
    Set<String> tested = new HashSet<>();
    outcomes.mmlu().forEach(row -> tested.add(question(row)));
    outcomes.gsm8k().forEach(row -> tested.add(question(row)));
    outcomes.mtBench().forEach(row -> tested.add(question(row)));
    var rows = new ArrayList<OutcomeRow>();
    for (List<OutcomeRow> set :
        List.of(outcomes.nineModels(), outcomes.mmluPro(), outcomes.zeroEval())) {
      for (OutcomeRow row : set) {
        if (!tested.contains(question(row))) {
          rows.add(classes(row));
        }
      }
    }
    return rows;
  }

  private static OutcomeRow classes(OutcomeRow row) {
    var outcomes = new LinkedHashMap<String, Outcome>();
    outcomes.put(PublicOutcomes.WEAK, mean(row, WEAK));
    outcomes.put(PublicOutcomes.STRONG, mean(row, STRONG));
    return new OutcomeRow(row.prompt(), row.task(), outcomes);
  }

  private static Outcome mean(OutcomeRow row, Set<String> models) {
    OptionalDouble score =
        row.outcomes().entrySet().stream()
            .filter(entry -> models.contains(entry.getKey()))
            .flatMapToDouble(entry -> entry.getValue().score().stream())
            .average();
    return new Outcome(score, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** Letters and digits of what stands before the options. */
  private static String question(OutcomeRow row) {
    int options = row.prompt().indexOf("\nA. ");
    return TextHash.normalized(options < 0 ? row.prompt() : row.prompt().substring(0, options));
  }
}
