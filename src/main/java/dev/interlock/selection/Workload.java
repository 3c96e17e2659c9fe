package dev.interlock.selection;

import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Turn;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalValue;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What one request asks of a model.
 *
 * @param api the endpoint
 * @param demanded capabilities it cannot do without
 * @param inputTokens estimated tokens of the whole conversation
 * @param outputTokens expected tokens of the answer, of a model of which nothing better is known
 * @param reservedTokens tokens the answer may take: the caller's cap, or else what is expected
 * @param difficulty chance that a 7B-class model's answer is insufficient; empty when unknown
 */
public record Workload(
    Api api,
    List<Capability> demanded,
    double inputTokens,
    double outputTokens,
    double reservedTokens,
    OptionalDouble difficulty) {
  /** The signal that {@link #difficulty} is read from. */
  public static final String DIFFICULTY = "difficulty";

  /** The signal that counts the tokens of the request. */
  public static final String TOKENS = "tokens";

  /** English prose averages about four characters a token; code and other languages fewer. */
  private static final double CHARACTERS_PER_TOKEN = 3.6;

  /** Role markers and separators that chat templates add to each turn. */
  private static final double TOKENS_PER_TURN = 4;

  public static Workload of(InferenceRequest request, SignalSet signals) {
    double output = OutputTokens.expected(request, signals);
    return new Workload(
        request.api(),
        Capability.demandedBy(request),
        inputTokens(request, signals),
        output,
        request.maxOutputTokens().isPresent() ? request.maxOutputTokens().getAsInt() : output,
        signals.get(DIFFICULTY) instanceof SignalValue.Score(double chance)
            ? OptionalDouble.of(chance)
            : OptionalDouble.empty());
  }

  /** The same request, were it as difficult as {@code chance}. */
  Workload atDifficulty(double chance) {
    return new Workload(
        api, demanded, inputTokens, outputTokens, reservedTokens, OptionalDouble.of(chance));
  }

  /** The tokens a context window must hold. */
  public double contextTokens() {
    return contextTokens(outputTokens);
  }

  /** The same for a model whose answer is expected to take {@code outputTokens}. */
  double contextTokens(double outputTokens) {
    return inputTokens + Math.max(reservedTokens, outputTokens);
  }

  private static double inputTokens(InferenceRequest request, SignalSet signals) {
    long counted = signals.count(TOKENS, -1);
    if (counted >= 0) {
      return counted;
    }
    double tokens = 0;
    for (Turn turn : request.turns()) {
      tokens += Math.ceil(turn.text().length() / CHARACTERS_PER_TOKEN) + TOKENS_PER_TURN;
    }
    return tokens;
  }
}
