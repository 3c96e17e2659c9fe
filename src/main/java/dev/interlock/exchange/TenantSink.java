package dev.interlock.exchange;

import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.telemetry.TenantMetrics;

/** Counts what each tenant asks and costs. */
public final class TenantSink implements ExchangeSink {
  private final TenantMetrics metrics;

  public TenantSink(TenantMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void decided(Decision decision, RequestHead head, long nanos) {
    if (decision.hasCaller()) {
      metrics.decided(decision.getCaller().getTenant());
    }
  }

  @Override
  public void ended(Exchange exchange) {
    Decision decision = exchange.decision();
    if (decision.hasCaller()) {
      exchange
          .usage()
          .ifPresent(usage -> metrics.spent(decision.getCaller().getTenant(), exchange.usd(usage)));
    }
  }
}
