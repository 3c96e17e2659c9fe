package dev.interlock.eval.routing;

import dev.interlock.embedding.TextEncoder;
import dev.interlock.eval.pool.Pool;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.predictor.training.Examples;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The public outcome sets as pools; each is encoded once. One thread. */
final class PublicPools {
  private final PublicOutcomes outcomes;
  private final TextEncoder encoder;
  private final PriceBook prices;
  private final Map<String, Pool> pools = new HashMap<>();

  /**
   * @param prices what becomes of the costs
   */
  PublicPools(PublicOutcomes outcomes, TextEncoder encoder, PriceBook prices) {
    this.outcomes = outcomes;
    this.encoder = encoder;
    this.prices = prices;
  }

  private interface Source {
    List<OutcomeRow> rows() throws IOException;
  }

  Pool mmlu() throws IOException {
    return pool("mmlu", outcomes::mmlu);
  }

  Pool gsm8k() throws IOException {
    return pool("gsm8k", outcomes::gsm8k);
  }

  Pool mtBench() throws IOException {
    return pool("mt-bench", outcomes::mtBench);
  }

  Pool nineModels() throws IOException {
    return pool("nine-models", outcomes::nineModels);
  }

  Pool mmluPro() throws IOException {
    return pool("mmlu-pro", outcomes::mmluPro);
  }

  Pool zeroEval() throws IOException {
    return pool("zero-eval", outcomes::zeroEval);
  }

  /** Answers of other models to other prompts, as those of a weak and a strong one. */
  Pool transfer() throws IOException {
    return pool("transfer", () -> Transfer.rows(outcomes));
  }

  /**
   * USD per million output tokens of {@code models}, which are those of either set with lengths.
   */
  double[] outputPrices(List<String> models) {
    return prices.outputPrices(models, PublicOutcomes.outputPrices(models));
  }

  TextEncoder encoder() {
    return encoder;
  }

  PublicOutcomes outcomes() {
    return outcomes;
  }

  private Pool pool(String name, Source source) throws IOException {
    Pool known = pools.get(name);
    if (known != null) {
      return known;
    }
    List<OutcomeRow> rows = prices.apply(source.rows());
    List<String> models = Examples.models(rows);
    Pool pool = new Pool(name, models, Examples.of(rows, models, encoder));
    pools.put(name, pool);
    return pool;
  }
}
