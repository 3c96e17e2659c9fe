package dev.interlock.exchange;

import dev.interlock.inference.RequestHead;
import dev.interlock.inference.Usage;
import dev.interlock.memory.Judgement;
import dev.interlock.proto.decision.v1.Cache;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Forward;
import dev.interlock.proto.decision.v1.Meaning;
import dev.interlock.proto.decision.v1.Prediction;
import dev.interlock.proto.decision.v1.Signal;
import dev.interlock.telemetry.Metrics;
import dev.interlock.telemetry.Stage;
import java.util.Set;
import java.util.stream.Stream;

/** Counts decisions, answers, tokens and cost. */
public final class MetricsSink implements ExchangeSink {
  private static final Set<String> CHOSEN_BY_CHANCE =
      Set.of("cheapest_sufficient", "highest_chance", "explored", "conversation_held");

  private final Metrics metrics;
  private final AlwaysTheBiggest baseline;

  public MetricsSink(Metrics metrics, AlwaysTheBiggest baseline) {
    this.metrics = metrics;
    this.baseline = baseline;
  }

  @Override
  public void decided(Decision decision, RequestHead head, long nanos) {
    String mode = decision.getMode().isEmpty() ? "enforce" : decision.getMode();
    metrics.decided(
        mode,
        decision.getRequest().getVirtualModel(),
        Outcomes.model(decision),
        decision.getReason(),
        nanos * 1e-9,
        decision.getCoverage().getForwardRan());
    Forward forward = decision.getOutcome().getForward();
    if (!forward.getEffort().isEmpty()) {
      metrics.thinks(mode, forward.getModel(), forward.getEffort());
    }
    for (Stage stage : Stage.values()) {
      metrics.took(stage, StageTimes.micros(decision.getTiming(), stage) * 1e-6);
    }
    decision.getDegradationsList().forEach(metrics::degraded);
    chances(decision);
    if (decision.hasConversation()) {
      metrics.continued(decision.getConversation().getCode());
    }
    if (decision.hasCache()) {
      metrics.lookedUp(
          mode,
          decision.getCache().getStatus(),
          decision.getCache().getNotKept(),
          decision.getCache().getSavedUsd());
      if (decision.getCache().hasMeaning()) {
        metrics.lookedForMeaning(mode, result(decision.getCache()));
      }
    }
    for (Signal signal : decision.getSignalsList()) {
      if (signal.hasFindings()) {
        signal
            .getFindings()
            .getFoundList()
            .forEach(finding -> metrics.found(signal.getName(), finding.getKind()));
      }
    }
  }

  private void chances(Decision decision) {
    // A default, and a model that was named, have no chance at all.
    if (CHOSEN_BY_CHANCE.contains(decision.getReason())) {
      metrics.chosenBy(decision.getPlan(0).getPrior() ? "prior" : "bundle");
    }
    if (decision.hasPrediction()) {
      Prediction prediction = decision.getPrediction();
      if (prediction.getAbstained().isEmpty()) {
        metrics.forecast(prediction.getSupport());
      } else {
        metrics.abstained(prediction.getAbstained());
      }
    }
  }

  @Override
  public void judged(Judgement judgement) {
    metrics.judged(
        judgement.experience().sign().code(),
        judgement.experience().occasion().model(),
        judgement.isGood() ? "good" : "bad");
  }

  @Override
  public void attempted(Attempt attempt) {
    metrics.attempted(attempt.model().id(), attempt.number(), attempt.status());
  }

  @Override
  public void ended(Exchange exchange) {
    metrics.exchanged(exchange.model().id(), exchange.status(), exchange.complete());
    exchange.usage().ifPresent(usage -> used(exchange, usage));
  }

  private void used(Exchange exchange, Usage usage) {
    String virtualModel = exchange.decision().getRequest().getVirtualModel();
    String model = exchange.model().id();
    metrics.used(virtualModel, model, usage.inputTokens(), usage.outputTokens(), usage.estimated());
    double paid = exchange.usd(usage);
    if (!exchange.effort().isEmpty()) {
      metrics.spentThinking(model, exchange.effort(), paid);
    }
    // What was only looked on saved nothing.
    boolean followed = exchange.decision().getMode().isEmpty();
    metrics.spent(virtualModel, model, paid, followed ? baseline.usd(exchange, usage) : paid);
  }

  /** Why questions that mean the same did not share an answer. */
  private static String result(Cache cache) {
    Meaning meaning = cache.getMeaning();
    if (cache.getStatus().endsWith("hit-semantic")) {
      return "hit";
    }
    return Stream.of(meaning.getBypass(), meaning.getRefusedBy(), meaning.getExplored())
        .filter(code -> !code.isEmpty())
        .findFirst()
        .orElse("none");
  }
}
