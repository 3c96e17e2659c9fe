package dev.interlock.extproc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.interlock.cache.Attachment;
import dev.interlock.cache.Filling;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.Question;
import dev.interlock.cache.Questions;
import dev.interlock.cache.ResponseCache;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Objective;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.Deadline;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.exchange.Exchange;
import dev.interlock.exchange.ExchangeSink;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.routing.Router;
import dev.interlock.routing.RoutingOutcome;
import dev.interlock.signal.SignalSet;
import dev.interlock.telemetry.Metrics;
import dev.interlock.telemetry.Telemetry;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer to what is looked on is kept beside it, whichever comes first. */
class ObservedStreamTest {
  private static final RequestHead HEAD = new RequestHead("POST", "/v1/chat/completions", Map.of());
  private static final ByteString BODY =
      ByteString.copyFromUtf8(
          "{\"model\": \"qwen\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}");

  /** Of which one takes all the room that there is to work in. */
  private static final ByteString LONG =
      ByteString.copyFromUtf8(BODY.toStringUtf8().replace("hi", "hi ".repeat(1_000)));

  private static final ByteString ANSWER =
      ByteString.copyFromUtf8(
          """
          {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
          "message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}],
          "usage":{"prompt_tokens":3,"completion_tokens":5}}
          """);

  private final WorkerPool workers = new WorkerPool("decide", 1, 4);
  private final WorkerPool keepers = new WorkerPool("keep", 1, 4);
  private final ByteBudget copies = new ByteBudget(10_000);
  private final ResponseCache cache = new ResponseCache(Instant::now, System::nanoTime, () -> 0);
  private final CountDownLatch mayDecide = new CountDownLatch(1);
  private final CountDownLatch told = new CountDownLatch(1);
  private final LinkedBlockingQueue<Exchange> ended = new LinkedBlockingQueue<>();
  private final WorkingMemory memory = new WorkingMemory(16 << 10, () -> Duration.ZERO);
  private final Telemetry telemetry = Telemetry.start(Optional.empty());
  private ByteString body = BODY;
  private boolean keeps = true;
  private Optional<CompletionStage<Runnable>> fetched = Optional.empty();

  @AfterEach
  void stop() {
    mayDecide.countDown();
    workers.close();
    keepers.close();
    telemetry.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void its_answer_is_kept_whether_the_decision_comes_late_or_first(boolean late) throws Exception {
    ObservedStream stream = asked();
    if (late) {
      answer(stream, true);
      assertThat(cache.size()).isZero();
      decided();
    } else {
      decided();
      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
      awaitFreeWorker();
      answer(stream, true);
    }

    assertThat(ended().usage().orElseThrow().outputTokens()).isEqualTo(5);
    keepers.shutdown(Duration.ofSeconds(10));
    assertThat(cache.size()).isOne();
    assertThat(copies.held()).isZero();
  }

  @Test
  void an_answer_that_is_cut_off_is_not_kept() throws Exception {
    ObservedStream stream = asked();
    answer(stream, false);
    stream.received(new StreamEvent.Closed());
    decided();
    assertNothingKept();
    assertThat(cache.counts().of(Filling.CUT)).isOne();
  }

  @Test
  void what_the_decision_does_not_let_the_cache_keep_is_copied_for_nothing() throws Exception {
    keeps = false;
    ObservedStream stream = asked();
    answer(stream, true);
    decided();
    assertNothingKept();
  }

  @Test
  void other_replicas_are_asked_and_no_thread_waits_for_them() throws Exception {
    var reply = new CompletableFuture<Runnable>();
    fetched = Optional.of(reply);
    ObservedStream stream = asked();
    decided();
    answer(stream, true);
    awaitFreeWorker();
    assertThat(ended).isEmpty();

    reply.complete(() -> {});
    assertThat(ended().decision().getMode()).isEqualTo("observe");
    keepers.shutdown(Duration.ofSeconds(10));
    assertThat(cache.size()).isOne();
  }

  @Test
  void it_keeps_its_room_while_others_are_asked() throws Exception {
    body = LONG;
    var reply = new CompletableFuture<Runnable>();
    fetched = Optional.of(reply);
    ObservedStream stream = asked();
    decided();
    awaitFreeWorker();
    answer(stream, true);
    assertThat(memory.take(LONG.size())).isFalse();

    reply.complete(() -> {});
    assertThat(ended().decision().getId()).isEqualTo("d1");
    assertThat(memory.take(LONG.size())).as("it has given back what it took").isTrue();
    assertThat(streams()).containsExactly("observed 1.0");
  }

  @Test
  void it_gives_its_room_back_where_nobody_can_go_on() throws Exception {
    body = LONG;
    var reply = new CompletableFuture<Runnable>();
    fetched = Optional.of(reply);
    ObservedStream stream = asked();
    awaitFreeWorker();
    workers.shutdown(Duration.ofSeconds(10));
    answer(stream, true);
    reply.complete(() -> {});

    assertThat(memory.take(LONG.size())).isTrue();
    assertThat(streams()).containsExactly("overloaded 1.0");
    assertThat(ended).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void one_that_finds_no_room_is_counted_once_whenever_its_answer_comes(boolean late)
      throws Exception {
    body = LONG;
    assertThat(memory.take(LONG.size())).isTrue();
    var busy = new CountDownLatch(1);
    if (late) {
      assertThat(workers.submit(() -> await(busy))).isTrue();
    }
    ObservedStream stream = asked();
    if (late) {
      answer(stream, true);
      busy.countDown();
      awaitFreeWorker();
    } else {
      awaitFreeWorker();
      answer(stream, true);
    }
    assertThat(streams()).containsExactly("overloaded 1.0");
    assertThat(ended).isEmpty();
    assertThat(copies.held()).isZero();
  }

  /** How many streams ended, by cause. */
  private List<String> streams() {
    return telemetry
        .prometheusText()
        .lines()
        .filter(line -> line.startsWith("interlock_streams_total{"))
        .map(line -> line.replaceAll(".*cause=\"([a-z_]+)\".*}", "$1"))
        .toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void assertNothingKept() throws Exception {
    var _ = ended();
    keepers.shutdown(Duration.ofSeconds(10));
    assertThat(cache.size()).isZero();
    assertThat(copies.held()).isZero();
  }

  private ObservedStream asked() {
    var stream = new ObservedStream(services(), new Deaf());
    stream.take(Api.CHAT, HEAD, body);
    return stream;
  }

  private void decided() {
    mayDecide.countDown();
  }

  private void awaitFreeWorker() throws InterruptedException {
    var free = new CountDownLatch(1);
    assertThat(workers.submit(free::countDown)).isTrue();
    assertThat(free.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private static void answer(ObservedStream stream, boolean whole) {
    stream.received(
        new StreamEvent.ResponseHeaders(
            200, "application/json", "", false, Optional.empty(), "small", 1));
    stream.received(new StreamEvent.ResponseBody(ANSWER, whole));
  }

  private Exchange ended() throws InterruptedException {
    Exchange exchange = ended.poll(10, TimeUnit.SECONDS);
    assertThat(exchange).isNotNull();
    return exchange;
  }

  private ObservedServices services() {
    var catalog = new ModelCatalog(List.of(Answers.SMALL), List.of());
    ExchangeSink sink =
        new ExchangeSink() {
          @Override
          public void decided(Decision decision, RequestHead head, long nanos) {
            told.countDown();
          }

          @Override
          public void ended(Exchange exchange) {
            ended.add(exchange);
          }
        };
    var sinks = new ExchangeSinks(List.of(sink), Metrics.none(), System::nanoTime);
    return new ObservedServices(
        _ -> Caller.anonymous(),
        _ -> new RequestClass.Inference(Api.CHAT),
        new ObservedDecider(
            new Keeper(),
            Enforcement.none(catalog),
            Duration.ofSeconds(5),
            sinks,
            new Renewals(() -> 0)),
        new AnswerFilling.Desk(cache, copies, keepers),
        catalog,
        sinks,
        workers,
        new ByteBudget(10_000),
        memory,
        telemetry.metrics(),
        () -> {});
  }

  /** Lets answers be kept. */
  private final class Keeper implements Router {
    @Override
    public Router observer() {
      return this;
    }

    @Override
    public Optional<Questions> questions() {
      return Optional.of(new Questions(cache, "", _ -> false, false));
    }

    @Override
    public Optional<CompletionStage<Runnable>> fetch(
        InferenceRequest request, RequestHead head, Question question) {
      return fetched;
    }

    @Override
    public RoutingOutcome route(InferenceRequest request, RequestHead head, Deadline deadline) {
      throw new AssertionError("nobody only looks");
    }

    @Override
    public RoutingOutcome enforce(
        InferenceRequest request,
        RequestHead head,
        Optional<Question> question,
        Deadline deadline) {
      await(mayDecide);
      return new RoutingOutcome.Forward(
          Decision.newBuilder().setId("d1").build(),
          Answers.SMALL_ALONE,
          question.filter(_ -> keeps).map(this::keeping));
    }

    private Keeping keeping(Question question) {
      return new Keeping(
          question.key(),
          "d1",
          Answers.SMALL,
          new SignalSet.Builder().build(),
          "",
          "auto",
          "",
          Objective.DEFAULT,
          OptionalDouble.empty(),
          Duration.ofHours(1),
          List.of(),
          cache.revision(),
          Attachment.NONE);
    }
  }

  /** Envoy reads no reply. */
  private static final class Deaf implements StreamPeer {
    @Override
    public void send(ProcessingResponse reply) {
      throw new AssertionError("nobody reads it");
    }

    @Override
    public void end() {}
  }
}
