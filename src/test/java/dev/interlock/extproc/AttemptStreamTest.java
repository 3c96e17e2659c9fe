package dev.interlock.extproc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.util.Values;
import dev.interlock.catalog.Effort;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Reasoning;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.exchange.Attempt;
import dev.interlock.exchange.Exchange;
import dev.interlock.exchange.ExchangeSink;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.inference.ReasoningFamily;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.ThinkingBudget;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.telemetry.Metrics;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpBody;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The second attempt of a request, whose body is edited for another model. */
class AttemptStreamTest {
  private static final String ID = "d1";
  private static final int BUDGET = 100_000;

  /** Too large to be read on the event loop. */
  private static final String BODY =
      """
      {"model":"first","messages":[{"role":"user","content":"%s"}]}"""
          .formatted("word ".repeat(4000));

  private final WorkerPool workers = new WorkerPool("test", 1, 4);
  private final ByteBudget bodies = new ByteBudget(BUDGET);
  private final WorkingMemory memory = new WorkingMemory(4 << 20, () -> Duration.ofMinutes(5));
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<String> turned = new ArrayList<>();
  private String body = BODY;
  private Consumer<Struct.Builder> plan = _ -> {};
  private ModelCatalog catalog = new ModelCatalog(List.of(Answers.SMALL), List.of());
  private final TurnRegister register = new TurnRegister(sinks());
  private final Call call = new Call();
  private final AttemptStream stream = new AttemptStream(services(), call);

  @AfterEach
  void stop() {
    workers.close();
  }

  @Test
  void the_next_model_is_asked_under_its_own_name() throws Exception {
    begin();
    stream.received(body());
    workers.shutdown(Duration.ofSeconds(10));

    assertThat(edited()).startsWith("{\"model\":\"qwen\"").hasSize(BODY.length() - 1);
    assertThat(bodies.held()).isZero();
  }

  @Test
  void a_model_is_what_the_decision_meant_by_it_whatever_was_reloaded_since() throws Exception {
    catalog = new ModelCatalog(List.of(), List.of());
    Turns turns = register.open(ID, List.of(Answers.SMALL));
    var later = new AttemptStream(services(), call);
    later.received(headers());
    later.received(body());
    workers.shutdown(Duration.ofSeconds(10));

    assertThat(edited()).startsWith("{\"model\":\"qwen\"");
    assertThat(turns.conclude(System.nanoTime())).isOne();
  }

  @Test
  void what_the_first_model_was_told_of_thinking_is_gone_and_the_next_is_told_its_own()
      throws Exception {
    catalog = new ModelCatalog(List.of(thinker()), List.of());
    body = BODY.replace("\"first\"", "\"first\",\"enable_thinking\":true,\"max_tokens\":9");
    var efforts = new Efforts(Map.of("other", "on", Answers.SMALL.id(), "high"), true);
    plan = plan -> efforts.encode(plan);

    assertThat(editedByAnother())
        .startsWith("{\"model\":\"qwen\",\"reasoning_effort\":\"high\",\"mess");
  }

  @Test
  void an_effort_that_a_reload_took_away_is_not_written() throws Exception {
    body = BODY.replace("\"first\"", "\"first\",\"enable_thinking\":true");
    plan = plan -> new Efforts(Map.of(Answers.SMALL.id(), "gone"), true).encode(plan);

    assertThat(editedByAnother()).startsWith("{\"model\":\"qwen\",\"mess");
  }

  @Test
  void what_the_client_said_of_thinking_stays() throws Exception {
    catalog = new ModelCatalog(List.of(thinker()), List.of());
    body = BODY.replace("\"first\"", "\"first\",\"enable_thinking\":true");

    assertThat(editedByAnother()).startsWith("{\"model\":\"qwen\",\"enable_thinking\":true,\"mess");
  }

  /** What a sidecar makes of the body that did not decide on the request. */
  private String editedByAnother() throws InterruptedException {
    var other = new AttemptStream(services(), call);
    other.received(headers());
    other.received(body());
    workers.shutdown(Duration.ofSeconds(10));
    return edited();
  }

  private static Model thinker() {
    return thinker(OptionalInt.empty());
  }

  /** A model of one effort, which caps its answer at {@code most}. */
  static Model thinker(OptionalInt most) {
    Model plain = Answers.SMALL;
    var budget = new ThinkingBudget(ReasoningFamily.OPENAI, "high", OptionalInt.empty(), most);
    return new Model(
        plain.id(),
        plain.cluster(),
        plain.upstream(),
        plain.upstreamModel(),
        plain.apis(),
        plain.quality(),
        plain.price(),
        plain.contextWindow(),
        plain.capabilities(),
        plain.tags(),
        plain.site(),
        plain.energy(),
        plain.latency(),
        Optional.of(new Reasoning(ReasoningFamily.OPENAI, List.of(new Effort(budget, 0.9, 2)))),
        true);
  }

  @Test
  void the_next_of_a_plan_is_announced_when_its_turn_begins() {
    begin();
    assertThat(turned).containsExactly(Answers.SMALL.id());
  }

  @Test
  void a_body_that_waits_is_within_the_budget() throws Exception {
    CountDownLatch free = busyWorker();
    begin();
    stream.received(body());

    assertThat(bodies.held()).isEqualTo(BODY.length());

    free.countDown();
    workers.shutdown(Duration.ofSeconds(10));
    assertThat(bodies.held()).isZero();
  }

  @Test
  void a_body_without_room_is_refused_and_its_model_not_blamed() {
    assertThat(bodies.tryReserve(BUDGET)).isTrue();
    Turns turns = register.open(ID, List.of());
    begin();
    stream.received(body());

    assertThat(call.sent.getLast().getImmediateResponse().getStatus().getCodeValue())
        .isEqualTo(503);
    stream.halfClosed();
    assertThat(call.ends).isOne();
    assertThat(turns.conclude(System.nanoTime())).isOne();
    assertThat(attempts).isEmpty();
  }

  @Test
  void who_leaves_does_not_wait_for_the_edit() throws Exception {
    begin();
    assertThat(memory.take(4 << 20)).isTrue();
    stream.received(body());

    CompletableFuture<Void> left = CompletableFuture.runAsync(stream::cancelled);

    left.get(1, TimeUnit.MINUTES);
    memory.give(4 << 20);
    workers.shutdown(Duration.ofSeconds(10));
    assertThat(call.sent).hasSize(1);
    assertThat(bodies.held()).isZero();
  }

  private void begin() {
    stream.received(headers());
    assertThat(call.sent.getLast().hasModeOverride()).isTrue();
  }

  private ProcessingRequest headers() {
    return ProcessingRequest.newBuilder()
        .setRequestHeaders(
            HttpHeaders.newBuilder()
                .setHeaders(
                    HeaderMap.newBuilder()
                        .addHeaders(header(":method", "POST"))
                        .addHeaders(header(":path", "/v1/chat/completions"))
                        .addHeaders(header("x-interlock-attempt", Answers.SMALL.id()))
                        .addHeaders(header("x-envoy-attempt-count", "2"))))
        .setMetadataContext(
            Metadata.newBuilder().putFilterMetadata(MetadataNames.NAMESPACE, metadata()))
        .build();
  }

  private Struct metadata() {
    var attempts = Struct.newBuilder().putFields(MetadataNames.API, Values.of("chat"));
    plan.accept(attempts);
    var decision = Struct.newBuilder().putFields("id", Values.of(ID)).build();
    return Struct.newBuilder()
        .putFields(MetadataNames.PLAN, Values.of(attempts.build()))
        .putFields(MetadataNames.DECISION, Values.of(decision))
        .build();
  }

  private static HeaderValue header(String name, String value) {
    return HeaderValue.newBuilder()
        .setKey(name)
        .setRawValue(ByteString.copyFromUtf8(value))
        .build();
  }

  private ProcessingRequest body() {
    return ProcessingRequest.newBuilder()
        .setRequestBody(
            HttpBody.newBuilder().setBody(ByteString.copyFromUtf8(body)).setEndOfStream(true))
        .build();
  }

  private String edited() {
    return call.sent
        .getLast()
        .getRequestBody()
        .getResponse()
        .getBodyMutation()
        .getBody()
        .toStringUtf8();
  }

  /** Keeps the only worker until the latch is counted down. */
  private CountDownLatch busyWorker() {
    var free = new CountDownLatch(1);
    assertThat(
            workers.submit(
                () -> {
                  try {
                    free.await();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                }))
        .isTrue();
    return free;
  }

  private AttemptServices services() {
    return new AttemptServices(
        catalog,
        register,
        new ReplyEncoder(_ -> Struct.getDefaultInstance()),
        workers,
        bodies,
        memory,
        Metrics.none());
  }

  private ExchangeSinks sinks() {
    ExchangeSink sink =
        new ExchangeSink() {
          @Override
          public void decided(Decision decision, RequestHead head, long nanos) {}

          @Override
          public void turned(Model model) {
            turned.add(model.id());
          }

          @Override
          public void attempted(Attempt attempt) {
            attempts.add(attempt);
          }

          @Override
          public void ended(Exchange exchange) {}
        };
    return new ExchangeSinks(List.of(sink), Metrics.none(), () -> 0);
  }

  /** As strict as gRPC: nothing follows the end. */
  private static final class Call implements StreamPeer {
    private final List<ProcessingResponse> sent = new ArrayList<>();
    private int ends;

    @Override
    public synchronized void send(ProcessingResponse reply) {
      assertThat(ends).isZero();
      sent.add(reply);
    }

    @Override
    public synchronized void end() {
      assertThat(ends).isZero();
      ends++;
    }
  }
}
