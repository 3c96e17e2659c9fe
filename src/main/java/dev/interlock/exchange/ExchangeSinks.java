package dev.interlock.exchange;

import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import java.util.List;

/** Several sinks as one, in order. */
public final class ExchangeSinks implements ExchangeSink {
  private final List<ExchangeSink> sinks;

  public ExchangeSinks(List<ExchangeSink> sinks) {
    this.sinks = List.copyOf(sinks);
  }

  @Override
  public void decided(Decision decision, RequestHead head, long nanos) {
    for (ExchangeSink sink : sinks) {
      sink.decided(decision, head, nanos);
    }
  }

  @Override
  public void ended(Exchange exchange) {
    for (ExchangeSink sink : sinks) {
      sink.ended(exchange);
    }
  }
}
