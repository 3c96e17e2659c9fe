package dev.interlock.exchange;

import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Timing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span per decision and one per stage below it, in the trace that the request's {@code
 * traceparent} names. Written after the fact from the times in the record, so that a decision waits
 * for no tracer. Attributes are names and codes, never text.
 */
public final class TraceSink implements ExchangeSink {
  private final Tracer tracer;
  private final InstantSource clock;

  public TraceSink(Tracer tracer, InstantSource clock) {
    this.tracer = tracer;
    this.clock = clock;
  }

  @Override
  public void decided(Decision decision, RequestHead head, long nanos) {
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), head, Headers.GETTER);
    long endMicros = TimeUnit.MILLISECONDS.toMicros(clock.millis());
    long beginMicros = endMicros - TimeUnit.NANOSECONDS.toMicros(nanos);
    Span whole =
        tracer
            .spanBuilder("interlock.decide")
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(beginMicros, TimeUnit.MICROSECONDS)
            .setAttribute("gen_ai.request.model", known(decision))
            .setAttribute("gen_ai.response.model", decision.getOutcome().getForward().getModel())
            .setAttribute("interlock.decision.id", decision.getId())
            .setAttribute("interlock.decision.reason", decision.getReason())
            .startSpan();
    Timing timing = decision.getTiming();
    Context within = parent.with(whole);
    long at = stage("interlock.queue", timing.getQueueUs(), beginMicros, within);
    at = stage("interlock.read", timing.getReadUs(), at, within);
    at = stage("interlock.signals", timing.getSignalsUs(), at, within);
    at = stage("interlock.policy", timing.getPolicyUs(), at, within);
    stage("interlock.choice", timing.getChoiceUs(), at, within);
    whole.end(endMicros, TimeUnit.MICROSECONDS);
  }

  /** The name asked for, if it is one of ours: any other is the client's text. */
  private static String known(Decision decision) {
    boolean ours =
        decision.getPlanCount() > 0
            || decision.getRejectedCount() > 0
            || !decision.getRequest().getVirtualModel().isEmpty();
    return ours ? decision.getRequest().getModel() : "";
  }

  @Override
  public void ended(Exchange exchange) {}

  /** Writes one stage's span and says when it ended. */
  private long stage(String name, int micros, long begin, Context parent) {
    tracer
        .spanBuilder(name)
        .setParent(parent)
        .setStartTimestamp(begin, TimeUnit.MICROSECONDS)
        .startSpan()
        .end(begin + micros, TimeUnit.MICROSECONDS);
    return begin + micros;
  }

  private enum Headers implements TextMapGetter<RequestHead> {
    GETTER;

    @Override
    public String get(@Nullable RequestHead head, String name) {
      return head == null ? "" : head.header(name);
    }
  }
}
