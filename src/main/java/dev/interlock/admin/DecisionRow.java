package dev.interlock.admin;

import dev.interlock.exchange.AlwaysTheBiggest;
import dev.interlock.exchange.Exchange;
import dev.interlock.exchange.Outcomes;
import dev.interlock.exchange.RecentDecisions;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Prediction;
import dev.interlock.proto.decision.v1.Signal;
import java.util.Optional;
import java.util.function.Function;

/**
 * A decision in a line. The whole of it is at {@code /api/decisions/{id}}.
 *
 * @param change as {@link RecentDecisions.Entry} counts them
 * @param timeUnixMs when it was made
 * @param asked the name the client wrote
 * @param model who answers; empty if nobody does
 * @param effort how hard it was told to think; empty where nothing was said
 * @param reason the code
 * @param status of the answer; empty while there is none
 * @param bundle version of the router bundle, where one knows a candidate
 * @param support how like the texts that it learnt from the request is, where it said something
 * @param source where the chosen model's chance comes from: {@code bundle} or {@code prior}
 * @param totalUs time to decide, microseconds
 * @param costUsd what the answer cost, once its tokens are known
 * @param baselineUsd what the biggest model would have cost
 */
record DecisionRow(
    long change,
    String id,
    long timeUnixMs,
    String api,
    String asked,
    String virtualModel,
    String model,
    String effort,
    String reason,
    String intent,
    Optional<Double> difficulty,
    boolean degraded,
    Optional<String> bundle,
    Optional<Double> support,
    Optional<String> source,
    int totalUs,
    Optional<Integer> status,
    Optional<Double> costUsd,
    Optional<Double> baselineUsd) {

  static DecisionRow of(RecentDecisions.Entry entry, AlwaysTheBiggest baseline) {
    Decision decision = entry.decision();
    Optional<Exchange> end = entry.end();
    Optional<Prediction> prediction =
        Optional.of(decision).filter(Decision::hasPrediction).map(Decision::getPrediction);
    return new DecisionRow(
        entry.change(),
        decision.getId(),
        decision.getTimeUnixMs(),
        decision.getRequest().getApi(),
        decision.getRequest().getModel(),
        decision.getRequest().getVirtualModel(),
        Outcomes.model(decision),
        decision.getOutcome().getForward().getEffort(),
        decision.getReason(),
        signal(decision, "intent").map(Signal::getLabel).orElse(""),
        signal(decision, "difficulty").filter(Signal::hasScore).map(Signal::getScore),
        decision.getDegradationsCount() > 0,
        prediction.map(Prediction::getBundle),
        prediction.filter(p -> p.getAbstained().isEmpty()).map(Prediction::getSupport),
        prediction.flatMap(
            _ -> decision.getPlanList().stream().findFirst().map(DecisionRow::source)),
        decision.getTiming().getTotalUs(),
        decision.getOutcome().hasReject()
            ? Optional.of(decision.getOutcome().getReject().getStatus())
            : isGiven(decision) ? Optional.of(OK) : end.map(Exchange::status),
        used(end, exchange -> usage -> exchange.usd(usage)),
        used(end, exchange -> usage -> baseline.usd(exchange, usage)));
  }

  private static final int OK = 200;

  /** Whether a kept answer was given; where it only would have been, a model answered. */
  private static boolean isGiven(Decision decision) {
    return decision.getOutcome().hasCached() && decision.getMode().isEmpty();
  }

  private static String source(Candidate chosen) {
    return chosen.getPrior() ? "prior" : "bundle";
  }

  private static Optional<Double> used(
      Optional<Exchange> end, Function<Exchange, Function<Usage, Double>> value) {
    return end.flatMap(exchange -> exchange.usage().map(value.apply(exchange)));
  }

  private static Optional<Signal> signal(Decision decision, String name) {
    return decision.getSignalsList().stream().filter(s -> s.getName().equals(name)).findFirst();
  }
}
