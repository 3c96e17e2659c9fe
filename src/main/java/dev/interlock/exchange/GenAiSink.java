package dev.interlock.exchange;

import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Request;
import dev.interlock.telemetry.GenAiMetrics;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Measures answers in OpenTelemetry's words. */
public final class GenAiSink implements ExchangeSink {
  private final GenAiMetrics metrics;
  private final InstantSource clock;

  public GenAiSink(GenAiMetrics metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void ended(Exchange exchange) {
    Decision decision = exchange.decision();
    Request request = decision.getRequest();
    // A request that was forwarded asked for a name of ours: a virtual model's or the model's own.
    var operation =
        new GenAiMetrics.Operation(request.getApi(), request.getModel(), exchange.model().id());
    long millis = Math.max(0, clock.millis() - decision.getTimeUnixMs());
    metrics.ended(operation, (double) millis / TimeUnit.SECONDS.toMillis(1), exchange.error());
    exchange
        .usage()
        .ifPresent(usage -> metrics.used(operation, usage.inputTokens(), usage.outputTokens()));
  }
}
