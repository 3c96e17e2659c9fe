package dev.interlock.eval.sessions;

import dev.interlock.catalog.Model;
import java.util.HashMap;
import java.util.Map;

/**
 * What the providers' prompt caches really hold of one conversation: each model's is of what it
 * read last, whoever was asked in between, for a while.
 */
final class PromptCaches {
  private static final double KEPT_SECONDS = 300;

  private final Map<String, Read> byModel = new HashMap<>();

  private record Read(int tokens, double atSeconds) {}

  /** USD that {@code model} takes for a request. */
  double usd(Model model, int inputTokens, int outputTokens, double nowSeconds) {
    Read before = byModel.put(model.id(), new Read(inputTokens, nowSeconds));
    int cached =
        before == null || nowSeconds - before.atSeconds() > KEPT_SECONDS ? 0 : before.tokens();
    return model.price().usd(inputTokens, outputTokens) - model.price().discount(cached);
  }
}
