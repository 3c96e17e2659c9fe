package dev.interlock.admin;

import dev.interlock.exchange.AlwaysTheBiggest;
import dev.interlock.exchange.Exchange;
import dev.interlock.exchange.RecentDecisions;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Decision;
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
 * @param reason the code
 * @param status of the answer; empty while there is none
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
    String reason,
    String intent,
    Optional<Double> difficulty,
    boolean degraded,
    int totalUs,
    Optional<Integer> status,
    Optional<Double> costUsd,
    Optional<Double> baselineUsd) {

  static DecisionRow of(RecentDecisions.Entry entry, AlwaysTheBiggest baseline) {
    Decision decision = entry.decision();
    Optional<Exchange> end = entry.end();
    return new DecisionRow(
        entry.change(),
        decision.getId(),
        decision.getTimeUnixMs(),
        decision.getRequest().getApi(),
        decision.getRequest().getModel(),
        decision.getRequest().getVirtualModel(),
        decision.getOutcome().getForward().getModel(),
        decision.getReason(),
        signal(decision, "intent").map(Signal::getLabel).orElse(""),
        signal(decision, "difficulty").filter(Signal::hasScore).map(Signal::getScore),
        decision.getDegradationsCount() > 0,
        decision.getTiming().getTotalUs(),
        decision.getOutcome().hasReject()
            ? Optional.of(decision.getOutcome().getReject().getStatus())
            : end.map(Exchange::status),
        used(end, exchange -> usage -> exchange.usd(usage)),
        used(end, exchange -> usage -> baseline.usd(exchange, usage)));
  }

  private static Optional<Double> used(
      Optional<Exchange> end, Function<Exchange, Function<Usage, Double>> value) {
    return end.flatMap(exchange -> exchange.usage().map(value.apply(exchange)));
  }

  private static Optional<Signal> signal(Decision decision, String name) {
    return decision.getSignalsList().stream().filter(s -> s.getName().equals(name)).findFirst();
  }
}
