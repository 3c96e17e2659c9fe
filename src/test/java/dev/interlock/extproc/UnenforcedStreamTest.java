package dev.interlock.extproc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.interlock.cache.ResponseCache;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.exchange.Exchange;
import dev.interlock.exchange.ExchangeSink;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.rollout.Rollout;
import dev.interlock.routing.RoutingOutcome;
import dev.interlock.routing.RoutingSnapshot;
import dev.interlock.telemetry.Metrics;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything is continued before anything is decided, and nothing is kept at the end. */
class UnenforcedStreamTest {
  private static final RequestHead HEAD = new RequestHead("POST", "/v1/chat/completions", Map.of());
  private static final ByteString BODY =
      ByteString.copyFromUtf8(
          "{\"model\": \"qwen\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}");
  private static final StreamEvent.ResponseHeaders ANSWER =
      new StreamEvent.ResponseHeaders(
          200, "application/json", "", false, Optional.empty(), "small", 1);
  private static final StreamEvent USAGE =
      new StreamEvent.ResponseBody(
          ByteString.copyFromUtf8("{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5}}"),
          true);

  private final WorkerPool workers = new WorkerPool("test", 1, 1);
  private final ByteBudget bodies = new ByteBudget(1000);
  private final CountDownLatch mayDecide = new CountDownLatch(1);
  private final List<Exchange> ended = new ArrayList<>();
  private final AtomicInteger letGo = new AtomicInteger();
  private final ResponseCache cache = new ResponseCache(Instant::now, System::nanoTime, () -> 0);
  private final Call call = new Call();
  private final UnenforcedStream stream = new UnenforcedStream(services(), call);

  @AfterEach
  void stop() {
    mayDecide.countDown();
    workers.close();
  }

  @Test
  void every_message_is_continued_while_nothing_is_decided() throws Exception {
    stream.received(new StreamEvent.RequestHeaders(HEAD, false, true));
    stream.received(new StreamEvent.RequestBody(BODY, true));
    stream.received(ANSWER);
    stream.received(USAGE);

    assertThat(call.sent)
        .containsExactly(
            ReplyEncoder.proceed(Action.Phase.REQUEST_HEADERS),
            ReplyEncoder.proceed(Action.Phase.REQUEST_BODY),
            ReplyEncoder.observedResponse(),
            ReplyEncoder.proceed(Action.Phase.RESPONSE_BODY));
    assertThat(call.ends).isOne();
    assertThat(ended).isEmpty();
    assertThat(letGo).hasValue(0);

    mayDecide.countDown();
    workers.shutdown(Duration.ofSeconds(10));
    assertThat(ended).hasSize(1);
    assertThat(ended.getFirst().decision().getMode()).isEqualTo("observe");
    assertThat(ended.getFirst().decision().getRequest().getModel()).isEqualTo("qwen");
    assertThat(ended.getFirst().model()).isEqualTo(Answers.SMALL);
    assertThat(ended.getFirst().usage().orElseThrow().outputTokens()).isEqualTo(5);
    assertThat(bodies.held()).isZero();
    assertThat(letGo).hasValue(1);
  }

  @Test
  void a_body_that_is_here_already_is_decided_about_and_an_error_is_an_answer() throws Exception {
    mayDecide.countDown();
    stream.take(Api.CHAT, HEAD, BODY);
    stream.received(
        new StreamEvent.ResponseHeaders(
            503, "application/json", "", false, Optional.empty(), "small", 1));
    // Nothing may follow the end.
    stream.received(USAGE);
    stream.received(new StreamEvent.Closed());

    assertThat(call.sent).containsExactly(ReplyEncoder.proceed(Action.Phase.RESPONSE_HEADERS));
    assertThat(call.ends).isOne();
    workers.shutdown(Duration.ofSeconds(10));
    assertThat(ended.getFirst().status()).isEqualTo(503);
    assertThat(ended.getFirst().complete()).isTrue();
    assertThat(letGo).hasValue(1);
  }

  @Test
  void what_does_not_fit_is_continued_and_not_looked_at() {
    stream.received(new StreamEvent.RequestHeaders(HEAD, false, true));
    stream.received(new StreamEvent.RequestBody(ByteString.copyFrom(new byte[1001]), true));

    assertThat(call.sent).hasSize(2);
    assertThat(call.ends).isOne();
    assertThat(bodies.held()).isZero();
    assertThat(letGo).hasValue(1);
  }

  private ObservedServices services() {
    var catalog = new ModelCatalog(List.of(Answers.SMALL), List.of());
    var routing =
        new RoutingSnapshot(
            1,
            catalog,
            (_, _, _) -> {
              try {
                mayDecide.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return new RoutingOutcome.Forward(
                  Decision.newBuilder().setId("d1").build(), Answers.SMALL_ALONE);
            });
    var sinks = new ExchangeSinks(List.of(sink()), Metrics.none(), System::nanoTime);
    return new ObservedServices(
        _ -> Caller.anonymous(),
        _ -> new RequestClass.Inference(Api.CHAT),
        new ObservedDecider(
            routing.router(),
            new Enforcement(Optional.of(Rollout.none(catalog)), catalog),
            Duration.ofSeconds(5),
            sinks,
            new Renewals(() -> 0)),
        new AnswerFilling.Desk(cache, new ByteBudget(1000), workers),
        catalog,
        sinks,
        workers,
        bodies,
        new WorkingMemory(1 << 20, () -> Duration.ofSeconds(1)),
        Metrics.none(),
        letGo::incrementAndGet);
  }

  private ExchangeSink sink() {
    return new ExchangeSink() {
      @Override
      public void decided(Decision decision, RequestHead head, long nanos) {}

      @Override
      public void ended(Exchange exchange) {
        ended.add(exchange);
      }
    };
  }

  /** As strict as gRPC: nothing follows the end. */
  private static final class Call implements StreamPeer {
    private final List<ProcessingResponse> sent = new ArrayList<>();
    private int ends;

    @Override
    public void send(ProcessingResponse reply) {
      assertThat(ends).isZero();
      sent.add(reply);
    }

    @Override
    public void end() {
      assertThat(ends).isZero();
      ends++;
    }
  }
}
