package dev.interlock.extproc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import dev.interlock.cache.ResponseCache;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.exchange.ExchangeSink;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.telemetry.Metrics;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpBody;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpTrailers;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a stream gives back and how often it ends, whatever goes wrong inside. */
class StreamHandlerTest {
  private final WorkerPool workers = new WorkerPool("test", 1, 4);
  private final ByteBudget bodies = new ByteBudget(1000);
  private final Call call = new Call();
  private final AtomicInteger letGo = new AtomicInteger();
  private final List<String> unasked = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    workers.close();
  }

  @Test
  void a_stream_that_we_ended_is_not_ended_again_when_envoy_closes_its_half() {
    var handler = handler(() -> Answers.forward());
    handler.received(
        ProcessingRequest.newBuilder()
            .setRequestTrailers(HttpTrailers.getDefaultInstance())
            .build());
    assertThat(call.ends).isOne();
    handler.halfClosed();
    assertThat(call.ends).isOne();
  }

  @Test
  void an_error_in_a_decision_costs_neither_the_stream_nor_its_bytes() throws Exception {
    var handler =
        handler(
            () -> {
              throw new AssertionError("bug");
            });
    handler.received(headers(500));
    handler.received(body("{}"));
    workers.shutdown(Duration.ofSeconds(10));
    assertThat(call.ends).isOne();
    assertThat(bodies.held()).isZero();
  }

  @Test
  void who_asks_the_same_waits_until_the_other_is_done() throws Exception {
    var flight = new Flight(() -> {});
    var handler =
        handler(
            (_, _, _, _) ->
                new RequestDecider.Begun.Parked(
                    flight,
                    Duration.ofMinutes(1),
                    () -> new RequestDecider.Begun.Answered(Answers.forward()),
                    Answers::forward));
    handler.received(headers(2));
    handler.received(body("{}"));
    assertThat(call.sent.getLast().getOverrideMessageTimeout().getSeconds()).isEqualTo(61);
    assertThat(call.sent).noneMatch(ProcessingResponse::hasRequestBody);

    flight.end();
    workers.shutdown(Duration.ofSeconds(10));
    assertThat(call.sent.getLast().hasRequestBody()).isTrue();
  }

  @Test
  void who_waits_and_leaves_gives_everything_back() {
    var flight = new Flight(() -> {});
    var handler =
        handler(
            (_, _, _, _) ->
                new RequestDecider.Begun.Parked(
                    flight,
                    Duration.ofMinutes(1),
                    () -> {
                      throw new AssertionError("nobody is there");
                    },
                    Answers::forward));
    handler.received(headers(2));
    handler.received(body("{}"));
    assertThat(letGo).hasValue(0);
    handler.cancelled();
    assertThat(letGo).hasValue(1);
    assertThat(bodies.held()).isZero();
    flight.end();
  }

  @Test
  void a_flight_ends_however_its_leader_does() throws Exception {
    var ended = new AtomicInteger();
    RequestDecider leads =
        (_, _, _, _) ->
            new RequestDecider.Begun.Answered(
                Answers.forward(), Optional.of(new Flight(ended::incrementAndGet)));
    // Its answer is not kept.
    var answered = handler(leads);
    answered.received(headers(2));
    answered.received(body("{}"));
    assertThat(ended).hasValue(1);

    // It leaves before the worker has begun, or comes too late.
    RequestDecider slow =
        (_, _, _, _) -> {
          var flight = Optional.of(new Flight(ended::incrementAndGet));
          return new RequestDecider.Begun.Rest(
              () -> {
                throw new AssertionError("bug");
              },
              flight);
        };
    var broken = handler(slow);
    broken.received(headers(2));
    broken.received(body("{}"));
    workers.shutdown(Duration.ofSeconds(10));
    assertThat(ended).hasValue(2);
  }

  @Test
  void a_flight_ends_where_no_worker_has_room() {
    workers.close();
    var ended = new AtomicInteger();
    var handler =
        handler(
            (_, _, _, _) ->
                new RequestDecider.Begun.Rest(
                    () -> {
                      throw new AssertionError("no worker");
                    },
                    Optional.of(new Flight(ended::incrementAndGet))));
    handler.received(headers(2));
    handler.received(body("{}"));
    assertThat(ended).hasValue(1);
  }

  @Test
  void nobody_waits_where_envoy_does_not() {
    var flights = new Flights(() -> Duration.ofSeconds(30));
    for (int i = 0; i < 2; i++) {
      flights.unheard();
    }
    flights.heard();
    for (int i = 0; i < 2; i++) {
      flights.unheard();
    }
    assertThat(flights.patience()).isEqualTo(Duration.ofSeconds(30));
    flights.unheard();
    assertThat(flights.patience()).isZero();
  }

  @Test
  void a_bug_in_a_step_gives_the_bytes_back() {
    call.broken = true;
    var handler = handler(() -> Answers.forward());
    handler.received(headers(500));
    assertThat(call.ends).isOne();
    assertThat(bodies.held()).isZero();
  }

  @Test
  void it_lets_go_of_its_generation_once_when_the_stream_has_ended() {
    var handler = handler(() -> Answers.forward());
    handler.received(headers(2));
    assertThat(letGo).hasValue(0);
    handler.halfClosed();
    handler.cancelled();
    assertThat(letGo).hasValue(1);
  }

  @Test
  void a_worker_keeps_the_generation_of_a_stream_that_is_gone() throws Exception {
    var begun = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var handler =
        handler(
            () -> {
              begun.countDown();
              awaitQuietly(ended);
              return Answers.forward();
            });
    handler.received(headers(2));
    handler.received(body("{}"));
    begun.await();
    handler.cancelled();
    assertThat(letGo).hasValue(0);

    ended.countDown();
    workers.shutdown(Duration.ofSeconds(10));
    assertThat(letGo).hasValue(1);
  }

  @Test
  void a_decision_that_comes_too_late_is_said_to_have_asked_nobody() throws Exception {
    var begun = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var handler =
        handler(
            () -> {
              begun.countDown();
              awaitQuietly(ended);
              return Answers.forward();
            });
    handler.received(headers(2));
    handler.received(body("{}"));
    begun.await();
    handler.cancelled();
    ended.countDown();
    workers.shutdown(Duration.ofSeconds(10));

    assertThat(unasked).containsExactly("d1");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private ExchangeSinks sinks() {
    ExchangeSink sink =
        new ExchangeSink() {
          @Override
          public void unasked(Decision decision) {
            unasked.add(decision.getId());
          }
        };
    return new ExchangeSinks(List.of(sink), Metrics.none(), () -> 0);
  }

  private final ResponseCache cache =
      new ResponseCache(InstantSource.system(), System::nanoTime, () -> 0);

  /** Decides on a worker. */
  private StreamHandler handler(Supplier<Answer> task) {
    return handler(
        (_, _, _, _) ->
            new RequestDecider.Begun.Rest(() -> new RequestDecider.Begun.Answered(task.get())));
  }

  private StreamHandler handler(RequestDecider decider) {
    var step = new StreamStep(head -> new RequestClass.Inference(Api.CHAT));
    return new StreamHandler(
        new StreamServices(
            _ -> Caller.anonymous(),
            step,
            decider,
            new ReplyEncoder(_ -> Struct.getDefaultInstance()),
            sinks(),
            new TurnRegister(ExchangeSinks.none()),
            new AnswerFilling.Desk(cache, new ByteBudget(1 << 20), workers),
            workers,
            bodies,
            new WorkingMemory(1 << 20, () -> Duration.ofSeconds(1)),
            Metrics.none(),
            new Flights(() -> Duration.ZERO),
            Duration.ofSeconds(1),
            () -> {
              throw new AssertionError("everything is enforced");
            },
            letGo::incrementAndGet),
        call);
  }

  private static ProcessingRequest headers(int length) {
    return ProcessingRequest.newBuilder()
        .setRequestHeaders(
            HttpHeaders.newBuilder()
                .setHeaders(
                    HeaderMap.newBuilder()
                        .addHeaders(
                            HeaderValue.newBuilder()
                                .setKey("content-length")
                                .setRawValue(ByteString.copyFromUtf8("" + length)))))
        .build();
  }

  private static ProcessingRequest body(String text) {
    return ProcessingRequest.newBuilder()
        .setRequestBody(HttpBody.newBuilder().setBody(ByteString.copyFromUtf8(text)))
        .build();
  }

  /** As strict as gRPC: nothing follows the end. */
  private static final class Call implements StreamPeer {
    private final List<ProcessingResponse> sent = new CopyOnWriteArrayList<>();
    private volatile int ends;
    private boolean broken;

    @Override
    public void send(ProcessingResponse reply) {
      if (broken) {
        throw new IllegalStateException("bug");
      }
      assertThat(ends).isZero();
      sent.add(reply);
    }

    @Override
    public synchronized void end() {
      if (ends > 0) {
        throw new IllegalStateException("call already closed");
      }
      ends++;
    }
  }
}
