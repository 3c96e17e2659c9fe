package dev.interlock.extproc;

import static dev.interlock.extproc.EnvoyPeer.body;
import static dev.interlock.extproc.EnvoyPeer.headers;
import static dev.interlock.extproc.EnvoyPeer.responseBody;
import static dev.interlock.extproc.EnvoyPeer.responseHeaders;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import dev.interlock.cache.ResponseCache;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.Latest;
import dev.interlock.concurrent.Shared;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.config.Address;
import dev.interlock.exchange.Exchange;
import dev.interlock.exchange.ExchangeSink;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.failover.FailoverSettings;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.routing.Router;
import dev.interlock.routing.RoutingOutcome;
import dev.interlock.routing.RoutingSnapshot;
import dev.interlock.server.GrpcListener;
import dev.interlock.telemetry.Telemetry;
import io.envoyproxy.envoy.extensions.filters.http.ext_proc.v3.ProcessingMode.BodySendMode;
import io.envoyproxy.envoy.service.ext_proc.v3.CommonResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProtocolConfiguration;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service over a real Unix socket, spoken to as Envoy does. */
class ExternalProcessorServiceTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String PROMPT =
      "{\"model\": \"auto\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}";

  @TempDir private Path folder;

  private final Telemetry telemetry = Telemetry.start(java.util.Optional.empty());
  private final ByteBudget bodies = new ByteBudget(1000);
  private final BlockingQueue<Exchange> ended = new LinkedBlockingQueue<>();
  private WorkerPool workers;
  private GrpcListener listener;
  private EnvoyPeer envoy;
  private volatile boolean brokenSink;
  private Router router =
      (request, head, deadline) ->
          new RoutingOutcome.Forward(
              Decision.newBuilder().setId("d1").setReason("cheapest_sufficient").build(),
              Answers.SMALL_ALONE);

  private static final ExternalProcessors.Settings SETTINGS =
      new ExternalProcessors.Settings(
          false,
          Duration.ofSeconds(5),
          Duration.ofSeconds(6),
          false,
          FailoverSettings.DEFAULT,
          d -> Struct.getDefaultInstance(),
          java.util.Optional.empty(),
          _ -> Caller.anonymous());

  @BeforeEach
  void start() throws Exception {
    workers = new WorkerPool("test", 1, 1);
    Path socket = folder.resolve("interlock.sock");
    ExchangeSink sink =
        new ExchangeSink() {
          @Override
          public void decided(Decision decision, RequestHead head, long nanos) {
            if (brokenSink) {
              throw new AssertionError("bug");
            }
          }

          @Override
          public void ended(Exchange exchange) {
            ended.add(exchange);
          }
        };
    var snapshot =
        new RoutingSnapshot(
            1,
            new ModelCatalog(List.of(Answers.SMALL), List.of()),
            (request, head, due) -> router.route(request, head, due));
    listener =
        GrpcListener.start(
            new Address.Unix(socket.toString()),
            1,
            16 << 20,
            List.of(
                ExternalProcessors.deciding(
                    new Latest<>(new Shared<>(new Served(snapshot, SETTINGS), () -> {}))::hold,
                    new ResponseCache(InstantSource.system(), System::nanoTime, () -> 0),
                    new ByteBudget(1 << 20),
                    workers,
                    workers,
                    bodies,
                    new WorkingMemory(1 << 20, () -> Duration.ofSeconds(1)),
                    new ExchangeSinks(List.of(sink), telemetry.metrics(), System::nanoTime),
                    telemetry.metrics())));
    envoy = new EnvoyPeer(socket);
  }

  @AfterEach
  void stop() {
    envoy.close();
    listener.close();
    workers.close();
    telemetry.close();
  }

  @Test
  void forwards_with_the_cluster_header_and_only_the_model_changed() throws Exception {
    EnvoyPeer.Stream stream = envoy.open();
    stream.send(headers("POST", CHAT, false, "content-length", Integer.toString(PROMPT.length())));
    assertThat(stream.reply().hasRequestHeaders()).isTrue();
    CommonResponse reply = stream.send(body(PROMPT)).reply().getRequestBody().getResponse();

    assertThat(reply.getClearRouteCache()).isTrue();
    assertThat(header(reply, "x-interlock-cluster")).isEqualTo("small");
    assertThat(reply.getBodyMutation().getBody().toStringUtf8())
        .isEqualTo(PROMPT.replace("\"auto\"", "\"qwen\""));
    assertThat(header(reply, "content-length")).isEqualTo(Integer.toString(PROMPT.length()));
  }

  @Test
  void reads_the_usage_of_a_streamed_answer_cut_at_any_place() throws Exception {
    EnvoyPeer.Stream stream = decided();
    ProcessingResponse headers = stream.send(responseHeaders("200", "text/event-stream")).reply();
    assertThat(headers.getModeOverride().getResponseBodyMode()).isEqualTo(BodySendMode.STREAMED);
    assertThat(headers.getModeOverride().getRequestBodyMode()).isEqualTo(BodySendMode.BUFFERED);
    assertThat(header(headers.getResponseHeaders().getResponse(), "x-interlock-model"))
        .isEqualTo("small");
    assertThat(header(headers.getResponseHeaders().getResponse(), "x-interlock-decision"))
        .isEqualTo("d1");

    String events =
        """
        data: {"choices":[{"delta":{"content":"Hello"}}]}

        data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}

        data: [DONE]

        """;
    assertThat(stream.send(responseBody(events.substring(0, 91), false)).reply().hasResponseBody())
        .isTrue();
    ProcessingResponse last = stream.send(responseBody(events.substring(91), true)).reply();

    assertThat(
            last.getDynamicMetadata()
                .getFieldsOrThrow("interlock")
                .getStructValue()
                .getFieldsOrThrow("usage")
                .getStructValue()
                .getFieldsOrThrow("output_tokens")
                .getNumberValue())
        .isEqualTo(3);
    Exchange exchange = ended.poll(10, TimeUnit.SECONDS);
    assertThat(exchange.complete()).isTrue();
    assertThat(exchange.usage().orElseThrow().inputTokens()).isEqualTo(7);
    assertThat(exchange.usage().orElseThrow().estimated()).isFalse();
  }

  @Test
  void a_broken_body_is_answered_in_the_callers_dialect() throws Exception {
    EnvoyPeer.Stream stream = envoy.open();
    stream.send(headers("POST", "/v1/messages", false)).reply();
    ProcessingResponse reply = stream.send(body("{\"model\":")).reply();
    assertThat(reply.getImmediateResponse().getStatus().getCodeValue()).isEqualTo(400);
    assertThat(reply.getImmediateResponse().getBody().toStringUtf8())
        .startsWith("{\"type\":\"error\"");
    assertThat(stream.end()).isEqualTo(Status.OK);
  }

  @Test
  void a_compressed_body_is_refused_before_it_is_read() throws Exception {
    ProcessingResponse reply =
        envoy.open().send(headers("POST", CHAT, false, "content-encoding", "gzip")).reply();
    assertThat(reply.getImmediateResponse().getStatus().getCodeValue()).isEqualTo(415);
  }

  @Test
  void what_is_refused_before_a_decision_is_counted_by_its_code() throws Exception {
    router =
        (request, head, deadline) ->
            new RoutingOutcome.Reject(
                Decision.newBuilder().setId("d1").setReason("policy_refused").build(),
                new RequestError(RequestError.Kind.NOT_ALLOWED, "No.", ""));
    assertThat(sent().reply().hasImmediateResponse()).isTrue();
    envoy.open().send(headers("GET", "/v1/models", true)).reply();
    envoy.open().send(headers("GET", "/v1/models/nobody", true)).reply();
    envoy.open().send(headers("GET", CHAT, true)).reply();
    envoy.open().send(headers("POST", CHAT, false, "content-encoding", "gzip")).reply();
    for (int i = 0; i < 2; i++) {
      EnvoyPeer.Stream stream = envoy.open();
      stream.send(headers("POST", CHAT, false)).reply();
      stream.send(body("{}")).reply();
      assertThat(stream.end()).isEqualTo(Status.OK);
    }

    assertThat(telemetry.prometheusText().lines().filter(l -> l.startsWith("interlock_refusals")))
        .containsExactlyInAnyOrder(
            "interlock_refusals_total{code=\"unknown_model\"} 1.0",
            "interlock_refusals_total{code=\"method_not_allowed\"} 1.0",
            "interlock_refusals_total{code=\"unsupported_encoding\"} 1.0",
            "interlock_refusals_total{code=\"invalid_request\"} 2.0");
  }

  @Test
  void lists_models_without_a_body() throws Exception {
    ProcessingResponse reply = envoy.open().send(headers("GET", "/v1/models", true)).reply();
    assertThat(reply.getImmediateResponse().getStatus().getCodeValue()).isEqualTo(200);
    assertThat(reply.getImmediateResponse().getBody().toStringUtf8()).contains("\"small\"");
  }

  @Test
  void a_bug_costs_the_decision_and_never_the_request() throws Exception {
    router =
        (request, head, deadline) -> {
          throw new IllegalStateException("bug");
        };
    EnvoyPeer.Stream stream = envoy.open();
    stream.send(headers("POST", CHAT, false)).reply();
    stream.send(body(PROMPT));
    assertThat(stream.end()).isEqualTo(Status.OK);
  }

  @Test
  void a_bug_in_a_sink_costs_not_even_the_decision() throws Exception {
    brokenSink = true;
    CommonResponse reply = sent().reply().getRequestBody().getResponse();

    assertThat(header(reply, "x-interlock-cluster")).isEqualTo("small");
    assertThat(telemetry.prometheusText()).contains("interlock_sink_failures_total 1");
  }

  @Test
  void beyond_the_queue_streams_end_undecided() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Router decide = router;
    router =
        (request, head, deadline) -> {
          begun.countDown();
          await(release);
          return decide.route(request, head, deadline);
        };
    EnvoyPeer.Stream running = sent();
    await(begun);
    EnvoyPeer.Stream waiting = sent();
    EnvoyPeer.Stream refused = sent();
    assertThat(refused.end()).isEqualTo(Status.OK);
    release.countDown();
    assertThat(running.reply().hasRequestBody()).isTrue();
    assertThat(waiting.reply().hasRequestBody()).isTrue();
    assertThat(telemetry.prometheusText())
        .contains("interlock_streams_total{cause=\"overloaded\"} 1");
  }

  @Test
  void beyond_the_bytes_a_body_is_not_even_read() throws Exception {
    EnvoyPeer.Stream stream = envoy.open();
    stream.send(headers("POST", CHAT, false, "content-length", "1001"));
    assertThat(stream.end()).isEqualTo(Status.OK);
    assertThat(bodies.held()).isZero();
  }

  @Test
  void a_cancelled_stream_frees_everything() throws Exception {
    EnvoyPeer.Stream stream = envoy.open();
    stream.send(headers("POST", CHAT, false, "content-length", "500")).reply();
    assertThat(bodies.held()).isEqualTo(500);
    stream.cancel();
    for (int i = 0; i < 500 && bodies.held() > 0; i++) {
      Thread.sleep(10);
    }
    assertThat(bodies.held()).isZero();
  }

  @Test
  void another_body_mode_ends_the_stream_cleanly_and_counted() throws Exception {
    ProcessingRequest streamed =
        headers("POST", CHAT, false).toBuilder()
            .setProtocolConfig(
                ProtocolConfiguration.newBuilder().setRequestBodyMode(BodySendMode.STREAMED))
            .build();
    assertThat(envoy.open().send(streamed).end()).isEqualTo(Status.OK);
    assertThat(telemetry.prometheusText())
        .contains("interlock_streams_total{cause=\"unsupported_mode\"} 1");
  }

  @Test
  void unlisted_paths_pass_without_their_body() throws Exception {
    ProcessingResponse reply = envoy.open().send(headers("POST", "/v1/files", false)).reply();
    assertThat(reply.hasRequestHeaders()).isTrue();
    assertThat(reply.getModeOverride().getRequestBodyMode()).isEqualTo(BodySendMode.NONE);
  }

  private EnvoyPeer.Stream sent() throws InterruptedException {
    EnvoyPeer.Stream stream = envoy.open();
    stream.send(headers("POST", CHAT, false)).reply();
    return stream.send(body(PROMPT));
  }

  private EnvoyPeer.Stream decided() throws InterruptedException {
    EnvoyPeer.Stream stream = sent();
    assertThat(stream.reply().hasRequestBody()).isTrue();
    return stream;
  }

  private static String header(CommonResponse reply, String name) {
    return reply.getHeaderMutation().getSetHeadersList().stream()
        .filter(h -> h.getHeader().getKey().equals(name))
        .map(h -> h.getHeader().getRawValue().toStringUtf8())
        .findFirst()
        .orElse("");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
