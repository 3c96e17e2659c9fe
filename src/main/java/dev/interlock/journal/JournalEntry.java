package dev.interlock.journal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.exchange.AlwaysTheBiggest;
import dev.interlock.exchange.Exchange;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Cache;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Prediction;
import dev.interlock.proto.decision.v1.Rejected;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One request: names, codes and numbers, never text.
 *
 * @param id of the decision
 * @param timeUnixMs when it was made
 * @param mode {@code enforce} or {@code observe}
 * @param route the virtual model that resolved it; empty for a model named
 * @param asked the name that the client wrote
 * @param decided the model chosen; empty for a refusal
 * @param effort how hard it was to think, if that was said
 * @param reason the decision's code
 * @param served the model that answered; empty when none did
 * @param status the answer's; 0 without one
 * @param complete whether the answer ended properly
 * @param tokens what the answer used, if that is known
 * @param tenant whom the caller works for, if that is known
 * @param quality of the two models as the decision expected it
 * @param forecast the router bundle's part, where there is one that knows a candidate
 * @param conversation what the conversation so far did to the choice, where any is remembered
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonIgnoreProperties(ignoreUnknown = true)
public record JournalEntry(
    String id,
    long timeUnixMs,
    String mode,
    String route,
    String asked,
    String decided,
    Optional<String> effort,
    String reason,
    String served,
    int status,
    boolean complete,
    Optional<Tokens> tokens,
    Optional<String> tenant,
    Quality quality,
    Optional<Forecast> forecast,
    Optional<String> conversation) {
  private static final String ENFORCE = "enforce";

  /** What the codes of answers from the cache begin with. */
  private static final String CACHED = "cache_";

  /**
   * Tokens and what they cost at list prices, in USD.
   *
   * @param estimated whether the server did not say
   * @param cost at the model that answered
   * @param decidedCost at the model chosen; of a refusal, and of an answer from the cache, nothing
   * @param biggestCost at the biggest model that could and was allowed to answer; of an answer from
   *     the cache at the model that gave it
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Tokens(
      long input,
      long output,
      boolean estimated,
      double cost,
      double decidedCost,
      double biggestCost) {}

  /** Expected chances of a sufficient answer, in [0, 1]; absent where nothing was expected. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Quality(Optional<Double> served, Optional<Double> decided) {}

  /**
   * What a router bundle had to say.
   *
   * @param bundle its version
   * @param support as in the decision; absent where it said nothing
   * @param decided whether the chance of the model chosen is the bundle's, and not a prior
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Forecast(String bundle, Optional<Double> support, boolean decided) {
    static Optional<Forecast> of(Decision decision) {
      if (!decision.hasPrediction()) {
        return Optional.empty();
      }
      Prediction prediction = decision.getPrediction();
      return Optional.of(
          new Forecast(
              prediction.getBundle(),
              prediction.getAbstained().isEmpty()
                  ? Optional.of(prediction.getSupport())
                  : Optional.empty(),
              decision.getPlanList().stream().limit(1).anyMatch(chosen -> !chosen.getPrior())));
    }
  }

  /** The action chosen: the model, and how hard it was to think; empty for a refusal. */
  String action() {
    return Action.name(decided, effort.orElse(""));
  }

  /** Whether its decision was followed. */
  boolean isEnforced() {
    return mode.equals(ENFORCE);
  }

  /** Whether a kept answer was given in place of a model's, or would have been. */
  boolean isCached() {
    return reason.startsWith(CACHED);
  }

  /** Whether nothing is missing, as in a line that is JSON and not ours. */
  boolean isWhole() {
    return Stream.of(id, mode, route, asked, decided, reason, served, tokens, quality)
        .allMatch(Objects::nonNull);
  }

  /** Of an exchange that is over. */
  static JournalEntry of(Exchange exchange, ModelCatalog catalog, AlwaysTheBiggest baseline) {
    Decision decision = exchange.decision();
    String decided = decision.getOutcome().getForward().getModel();
    return entry(
        decision,
        exchange.model().id(),
        exchange.status(),
        exchange.complete(),
        exchange
            .usage()
            .map(
                usage ->
                    decision.getOutcome().hasCached()
                        ? wouldBeCached(exchange, usage, catalog)
                        : tokens(exchange, usage, catalog.model(decided), baseline)));
  }

  /** What a model was paid for although a kept answer would have done. */
  private static Tokens wouldBeCached(Exchange exchange, Usage usage, ModelCatalog catalog) {
    String kept = exchange.decision().getOutcome().getCached().getModel();
    return new Tokens(
        usage.inputTokens(),
        usage.outputTokens(),
        usage.estimated(),
        exchange.usd(usage),
        0,
        catalog.model(kept).map(model -> model.price().usd(usage)).orElse(0.0));
  }

  /** Of an answer from the cache: it cost nothing, for what the model that gave it had cost. */
  static JournalEntry cached(Decision decision) {
    Cache cache = decision.getCache();
    return entry(
        decision,
        decision.getOutcome().getCached().getModel(),
        200,
        true,
        Optional.of(
            new Tokens(
                cache.getInputTokens(),
                cache.getOutputTokens(),
                false,
                0,
                0,
                cache.getSavedUsd())));
  }

  /** Of a refusal. */
  static JournalEntry refused(Decision decision) {
    int status = decision.getOutcome().getReject().getStatus();
    return entry(decision, "", status, true, Optional.empty());
  }

  private static JournalEntry entry(
      Decision decision, String served, int status, boolean complete, Optional<Tokens> tokens) {
    String decided = decision.getOutcome().getForward().getModel();
    return new JournalEntry(
        decision.getId(),
        decision.getTimeUnixMs(),
        decision.getMode().isEmpty() ? ENFORCE : decision.getMode(),
        decision.getRequest().getVirtualModel(),
        known(decision) ? decision.getRequest().getModel() : "",
        decided,
        Optional.of(decision.getOutcome().getForward().getEffort())
            .filter(effort -> !effort.isEmpty()),
        decision.getReason(),
        served,
        status,
        complete,
        tokens,
        Optional.of(decision.getCaller().getTenant()).filter(tenant -> !tenant.isEmpty()),
        new Quality(quality(decision, served), quality(decision, decided)),
        Forecast.of(decision),
        Optional.of(decision.getConversation().getCode()).filter(code -> !code.isEmpty()));
  }

  /** Any other name is the client's text. */
  private static boolean known(Decision decision) {
    return decision.getPlanCount() > 0 || !decision.getRequest().getVirtualModel().isEmpty();
  }

  private static Tokens tokens(
      Exchange exchange, Usage usage, Optional<Model> decided, AlwaysTheBiggest baseline) {
    return new Tokens(
        usage.inputTokens(),
        usage.outputTokens(),
        usage.estimated(),
        exchange.usd(usage),
        decided.map(model -> model.price().usd(usage)).orElse(0.0),
        baseline.usd(exchange, usage));
  }

  private static Optional<Double> quality(Decision decision, String model) {
    Stream<Candidate> scored =
        Stream.concat(
            decision.getPlanList().stream(),
            decision.getRejectedList().stream()
                .filter(Rejected::hasScored)
                .map(Rejected::getScored));
    return scored
        .filter(candidate -> candidate.getModel().equals(model) && candidate.getPSufficient() > 0)
        .findFirst()
        .map(Candidate::getPSufficient);
  }
}
