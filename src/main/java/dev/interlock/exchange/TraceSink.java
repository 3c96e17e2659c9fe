package dev.interlock.exchange;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.telemetry.GenAi;
import dev.interlock.telemetry.Stage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Spans in the trace that the request's {@code traceparent} names: one per decision, one per stage
 * below it, and one for the model's answer beside it. Written after the fact, so that a request
 * waits for no tracer. Attributes are names, codes and counts, never text.
 */
public final class TraceSink implements ExchangeSink {
  /** Answers under way whose trace is remembered. */
  private static final int MOST_OPEN = 10_000;

  private final Tracer tracer;
  private final InstantSource clock;
  private final Cache<String, Context> open = Caffeine.newBuilder().maximumSize(MOST_OPEN).build();

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
        request("interlock.decide", decision, parent)
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(beginMicros, TimeUnit.MICROSECONDS)
            .setAttribute(GenAi.RESPONSE_MODEL, Outcomes.model(decision))
            .setAttribute("interlock.decision.id", decision.getId())
            .setAttribute("interlock.decision.reason", decision.getReason())
            .setAttribute(
                "interlock.decision.effort", decision.getOutcome().getForward().getEffort())
            .setAttribute("interlock.generation", decision.getGeneration())
            .startSpan();
    Context within = parent.with(whole);
    long at = beginMicros;
    for (Stage stage : Stage.values()) {
      at = stage(stage, StageTimes.micros(decision.getTiming(), stage), at, within);
    }
    whole.end(endMicros, TimeUnit.MICROSECONDS);
    if (decision.getOutcome().hasForward()) {
      open.put(decision.getId(), parent);
    }
  }

  @Override
  public void ended(Exchange exchange) {
    Decision decision = exchange.decision();
    Context parent = open.asMap().remove(decision.getId());
    if (parent == null) {
      return;
    }
    String operation = GenAi.operation(decision.getRequest().getApi());
    SpanBuilder span =
        request(operation + " " + exchange.model().id(), decision, parent)
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(decision.getTimeUnixMs(), TimeUnit.MILLISECONDS)
            .setAttribute(GenAi.RESPONSE_MODEL, exchange.model().id())
            .setAttribute("http.response.status_code", (long) exchange.status());
    exchange
        .usage()
        .ifPresent(
            usage ->
                span.setAttribute(GenAi.INPUT_TOKENS, usage.inputTokens())
                    .setAttribute(GenAi.OUTPUT_TOKENS, usage.outputTokens()));
    Span answer = span.startSpan();
    exchange
        .error()
        .ifPresent(
            error -> answer.setAttribute(GenAi.ERROR_TYPE, error).setStatus(StatusCode.ERROR));
    answer.end(clock.millis(), TimeUnit.MILLISECONDS);
  }

  private SpanBuilder request(String name, Decision decision, Context parent) {
    String api = decision.getRequest().getApi();
    return tracer
        .spanBuilder(name)
        .setParent(parent)
        .setAttribute(GenAi.OPERATION_NAME, GenAi.operation(api))
        .setAttribute(GenAi.PROVIDER_NAME, GenAi.provider(api))
        .setAttribute(GenAi.REQUEST_MODEL, known(decision))
        .setAttribute(GenAi.REQUEST_STREAM, decision.getRequest().getStream());
  }

  /** The name asked for, if it is one of ours: any other is the client's text. */
  private static String known(Decision decision) {
    boolean ours =
        decision.getPlanCount() > 0
            || decision.getRejectedCount() > 0
            || !decision.getRequest().getVirtualModel().isEmpty();
    return ours ? decision.getRequest().getModel() : "";
  }

  /** Writes one stage's span and says when it ended. */
  private long stage(Stage stage, int micros, long begin, Context parent) {
    tracer
        .spanBuilder("interlock." + stage.label())
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
