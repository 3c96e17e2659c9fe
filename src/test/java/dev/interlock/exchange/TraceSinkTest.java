package dev.interlock.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.RequestHead;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Forward;
import dev.interlock.proto.decision.v1.Outcome;
import dev.interlock.proto.decision.v1.Request;
import dev.interlock.proto.decision.v1.Timing;
import dev.interlock.telemetry.GenAi;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceSinkTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final RequestHead HEAD =
      new RequestHead(
          "POST",
          "/v1/chat/completions",
          Map.of("traceparent", "00-" + TRACE + "-" + PARENT + "-01"));

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final TraceSink sink =
      new TraceSink(
          SdkTracerProvider.builder()
              .addSpanProcessor(SimpleSpanProcessor.create(spans))
              .build()
              .get("test"),
          InstantSource.fixed(Instant.ofEpochMilli(10_000)));

  @Test
  void a_span_per_stage_below_the_decision_and_the_answer_beside_it() {
    Decision decision = decision();
    sink.decided(decision, HEAD, 2_100_000);
    sink.ended(exchange(decision, 200, Optional.of(new Usage(11, 7, 0, 0, false))));

    assertThat(spans.getFinishedSpanItems())
        .extracting(SpanData::getName)
        .containsExactly(
            "interlock.read",
            "interlock.queue",
            "interlock.signals",
            "interlock.policy",
            "interlock.choice",
            "interlock.edit",
            "interlock.decide",
            "chat small");
    assertThat(spans.getFinishedSpanItems()).allMatch(s -> s.getTraceId().equals(TRACE));
    SpanData whole = span("interlock.decide");
    SpanData answer = span("chat small");
    assertThat(List.of(whole.getParentSpanId(), answer.getParentSpanId())).containsOnly(PARENT);
    assertThat(span("interlock.signals").getParentSpanId()).isEqualTo(whole.getSpanId());
    assertThat(nanos(span("interlock.signals"))).isEqualTo(1_500_000);
    assertThat(nanos(whole)).isEqualTo(2_100_000);
    assertThat(answer.getAttributes().asMap())
        .containsEntry(GenAi.OPERATION_NAME, "chat")
        .containsEntry(GenAi.PROVIDER_NAME, "openai")
        .containsEntry(GenAi.REQUEST_MODEL, "auto")
        .containsEntry(GenAi.RESPONSE_MODEL, "small")
        .containsEntry(GenAi.INPUT_TOKENS, 11L)
        .containsEntry(GenAi.OUTPUT_TOKENS, 7L)
        .doesNotContainKey(GenAi.ERROR_TYPE);
  }

  @Test
  void an_answer_that_failed_says_how() {
    Decision decision = decision();
    sink.decided(decision, HEAD, 0);
    sink.ended(exchange(decision, 503, Optional.empty()));
    assertThat(span("chat small").getAttributes().get(GenAi.ERROR_TYPE)).isEqualTo("503");
  }

  @Test
  void a_name_that_nobody_knows_is_the_clients_text() {
    Decision unknown =
        Decision.newBuilder()
            .setId("d2")
            .setRequest(Request.newBuilder().setApi("chat").setModel("my password is x"))
            .build();
    sink.decided(unknown, HEAD, 0);
    assertThat(spans.getFinishedSpanItems().toString()).doesNotContain("password");
  }

  private SpanData span(String name) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long nanos(SpanData span) {
    return span.getEndEpochNanos() - span.getStartEpochNanos();
  }

  private static Exchange exchange(Decision decision, int status, Optional<Usage> usage) {
    return new Exchange(decision, SavingsTest.model("small", 1, 1), status, true, usage);
  }

  private static Decision decision() {
    return Decision.newBuilder()
        .setId("d1")
        .setTimeUnixMs(9_000)
        .setRequest(Request.newBuilder().setApi("chat").setModel("auto").setVirtualModel("auto"))
        .addPlan(Candidate.newBuilder().setModel("small"))
        .setOutcome(Outcome.newBuilder().setForward(Forward.newBuilder().setModel("small")))
        .setTiming(
            Timing.newBuilder()
                .setReadUs(100)
                .setQueueUs(200)
                .setSignalsUs(1500)
                .setPolicyUs(100)
                .setChoiceUs(150)
                .setEditUs(50))
        .build();
  }
}
