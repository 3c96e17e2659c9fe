package dev.interlock.selection;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Effort;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.ThinkingBudget;
import dev.interlock.inference.Turn;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalValue;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What one request asks of a model.
 *
 * @param api the endpoint
 * @param demanded capabilities it cannot do without
 * @param inputTokens estimated tokens of the whole conversation
 * @param outputTokens expected tokens of the answer, of a model of which nothing better is known
 * @param reservedTokens tokens the answer may take: the caller's cap, or else what is expected
 * @param cap the caller's, on the tokens of the answer
 * @param cappable whether a model's own cap may be written where the caller has none: not beside a
 *     field of theirs that says null
 * @param thinkable whether nothing in the request keeps every model from being told to think, or
 *     the client has told it itself
 * @param difficulty chance that a 7B-class model's answer is insufficient; empty when unknown
 */
public record Workload(
    Api api,
    List<Capability> demanded,
    double inputTokens,
    double outputTokens,
    double reservedTokens,
    OptionalInt cap,
    boolean cappable,
    boolean thinkable,
    OptionalDouble difficulty) {
  /** Of a request that leaves the answer's length to the model. */
  public Workload(
      Api api,
      List<Capability> demanded,
      double inputTokens,
      double outputTokens,
      double reservedTokens,
      OptionalDouble difficulty) {
    this(
        api,
        demanded,
        inputTokens,
        outputTokens,
        reservedTokens,
        OptionalInt.empty(),
        true,
        true,
        difficulty);
  }

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
        request.maxOutputTokens(),
        !request.reasoning().capped(),
        request.reasoning().stated() || !request.reasoning().unthinkable(),
        signals.get(DIFFICULTY) instanceof SignalValue.Score(double chance)
            ? OptionalDouble.of(chance)
            : OptionalDouble.empty());
  }

  /** The same request, were it as difficult as {@code chance}. */
  Workload atDifficulty(double chance) {
    return new Workload(
        api,
        demanded,
        inputTokens,
        outputTokens,
        reservedTokens,
        cap,
        cappable,
        thinkable,
        OptionalDouble.of(chance));
  }

  /** The tokens a context window must hold. */
  public double contextTokens() {
    return inputTokens + Math.max(reservedTokens, outputTokens);
  }

  /** The same for {@code action}, whose answer is expected to take {@code outputTokens}. */
  double contextTokens(Action action, double outputTokens) {
    double most = cap.isPresent() ? 0 : most(action).orElse(0);
    return inputTokens + Math.max(Math.max(reservedTokens, most), outputTokens);
  }

  /** Expected tokens of the answer, thinking included, if nothing better is known of it. */
  double outputTokens(Action action) {
    return capped(action, outputTokens * action.outputFactor());
  }

  /** {@code tokens}, or the cap on the answer of {@code action} if that is less. */
  double capped(Action action, double tokens) {
    OptionalInt most = most(action);
    return most.isPresent() && most.getAsInt() > 0 ? Math.min(tokens, most.getAsInt()) : tokens;
  }

  /** Whether the request can be sent as {@code action} has it. */
  boolean fits(Action action) {
    return action
        .effort()
        .map(each -> each.budget().fits(api, most(action), thinkable))
        .orElse(true);
  }

  /** The cap on the answer of {@code action}: the caller's, or else its own. */
  private OptionalInt most(Action action) {
    return cap.isPresent() || !cappable
        ? cap
        : action
            .effort()
            .map(Effort::budget)
            .map(ThinkingBudget::maxTokens)
            .orElse(OptionalInt.empty());
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
