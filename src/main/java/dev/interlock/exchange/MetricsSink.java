package dev.interlock.exchange;

import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.telemetry.Metrics;

/** Counts decisions, answers, tokens and cost. */
public final class MetricsSink implements ExchangeSink {
  private final Metrics metrics;

  public MetricsSink(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void decided(Decision decision, RequestHead head, long nanos) {
    metrics.decided(
        decision.getRequest().getVirtualModel(),
        decision.getOutcome().getForward().getModel(),
        decision.getReason(),
        nanos * 1e-9,
        decision.getCoverage().getForwardRan());
    decision.getDegradationsList().forEach(metrics::degraded);
  }

  @Override
  public void ended(Exchange exchange) {
    String model = exchange.model().id();
    metrics.exchanged(model, exchange.status(), exchange.complete());
    exchange
        .usage()
        .ifPresent(
            usage ->
                metrics.used(
                    model,
                    usage.inputTokens(),
                    usage.outputTokens(),
                    exchange
                        .model()
                        .price()
                        .usd((double) usage.inputTokens(), (double) usage.outputTokens()),
                    usage.estimated()));
  }
}
