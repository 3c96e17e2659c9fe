package dev.interlock.extproc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.ByteString;
import dev.interlock.cache.Filling;
import dev.interlock.cache.Keeping;
import dev.interlock.catalog.Model;
import dev.interlock.concurrent.Cancellation;
import dev.interlock.dialect.answer.UsageReader;
import dev.interlock.exchange.Exchange;
import dev.interlock.extproc.StreamState.Cause;
import dev.interlock.extproc.StreamStep.Transition;
import dev.interlock.inference.Usage;
import dev.interlock.telemetry.FailureNote;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP stream: turns messages into events, runs the step, carries out its actions in order.
 * Holds the only mutable state, the {@link StreamState}. Events come from the gRPC event loop and
 * from whoever decides; the lock serialises them and the replies.
 */
final class StreamHandler implements StreamListener, DecisionWork.Stream {
  private static final Logger LOG = LoggerFactory.getLogger(StreamHandler.class);

  private final StreamServices services;
  private final StreamPeer peer;
  private final Cancellation cancellation = new Cancellation();

  @GuardedBy("this")
  private StreamState state = new StreamState.AwaitingRequestHeaders();

  @GuardedBy("this")
  private @Nullable UsageReader reader;

  /** Copies the answer, if it may be kept. */
  @GuardedBy("this")
  private @Nullable AnswerFilling filling;

  @GuardedBy("this")
  private @Nullable Forwarding forwarding;

  /** Has taken over, if the request is not enforced. */
  @GuardedBy("this")
  private @Nullable UnenforcedStream unenforced;

  /** What is done for its decision. */
  @GuardedBy("this")
  private @Nullable DecisionWork work;

  /** What others wait for. */
  @GuardedBy("this")
  private @Nullable Flight led;

  /** Bytes of the body budget held. */
  @GuardedBy("this")
  private long reserved;

  /** Whether a worker holds the body. */
  @GuardedBy("this")
  private boolean working;

  /** Whether the services are ours to use. */
  @GuardedBy("this")
  private boolean holding = true;

  /** Whether we have ended the stream; Envoy may still close its half. */
  @GuardedBy("this")
  private boolean ended;

  StreamHandler(StreamServices services, StreamPeer peer) {
    this.services = services;
    this.peer = peer;
  }

  @Override
  public void received(ProcessingRequest message) {
    apply(EventDecoder.decode(message, services.callers()));
  }

  @Override
  public void cancelled() {
    apply(new StreamEvent.Closed());
  }

  @Override
  public synchronized void halfClosed() {
    apply(new StreamEvent.Closed());
    end();
  }

  private synchronized void apply(StreamEvent event) {
    if (state instanceof StreamState.Finished) {
      if (event instanceof StreamEvent.Decided(Answer.Forward late)) {
        services.sinks().unasked(late.decision());
      }
      endFlight();
      return;
    }
    try {
      if (unenforced != null) {
        unenforced.received(event);
        return;
      }
      Transition transition = services.step().step(state, event);
      state = transition.next();
      if (state instanceof StreamState.Finished(Cause cause)) {
        services.metrics().streamEnded(cause.name().toLowerCase(Locale.ROOT));
      }
      for (Action action : transition.actions()) {
        if (!carryOut(action)) {
          break;
        }
      }
      settle();
    } catch (RuntimeException bug) {
      // Envoy continues a cleanly closed stream untouched: a bug here costs the decision, never the
      // request.
      report("stream step", bug);
      if (!(state instanceof StreamState.Finished)) {
        services.metrics().streamEnded("failed");
      }
      state = new StreamState.Finished(Cause.FAILED);
      cancellation.cancel();
      forgetForwarding();
      fill(Optional.empty());
      settle();
      end();
    }
  }

  /** Ends the stream, once. */
  @GuardedBy("this")
  private void end() {
    if (unenforced != null) {
      unenforced.received(new StreamEvent.Closed());
    } else if (!ended) {
      ended = true;
      peer.end();
    }
  }

  private static void report(String what, Throwable bug) {
    LOG.error("{} failed; the request continues undecided: {}", what, FailureNote.of(bug));
  }

  /** Carries out one action; false when the stream ended over it and the rest must not happen. */
  @GuardedBy("this")
  private boolean carryOut(Action action) {
    switch (action) {
      case Action.Continue(Action.Phase phase) -> peer.send(ReplyEncoder.proceed(phase));
      case Action.ExpectBody(long length) -> {
        if (!reserve(length)) {
          apply(new StreamEvent.Undecided(Cause.OVERLOADED));
          return false;
        }
      }
      case Action.Claim _ -> peer.send(ReplyEncoder.claim());
      case Action.LookOn(StreamEvent.RequestHeaders headers) -> lookOn().received(headers);
      case Action.LeaveAlone(Action.Phase phase, Answer.Unenforced request) -> {
        peer.send(ReplyEncoder.leaveAlone(phase));
        lookOn().take(request.api(), request.head(), request.body());
      }
      case Action.ContinueWithoutBody _ -> peer.send(ReplyEncoder.proceedWithoutBody());
      case Action.Decide decide -> {
        if (!reserve(decide.body().size() - reserved)) {
          apply(new StreamEvent.Undecided(Cause.OVERLOADED));
          return false;
        }
        begin(decide);
      }
      case Action.SendForward forward -> {
        forwarding =
            new Forwarding(
                forward.forward(), services.register(), services.sinks(), System.nanoTime());
        if (forward.forward().keeping().isEmpty()) {
          endFlight();
        }
        peer.send(services.replies().forward(forward));
      }
      case Action.SendReply reply -> {
        reply.reply().refusedUndecided().ifPresent(services.metrics()::refused);
        peer.send(services.replies().reply(reply.reply()));
        end();
      }
      case Action.ContinueResponse response -> {
        if (forwarding != null) {
          forwarding.answered(response.response(), System.nanoTime());
        }
        peer.send(ReplyEncoder.response(response));
      }
      case Action.BeginObservation begin -> {
        reader = UsageReader.of(begin.forward().request().api(), begin.response().contentType());
        filling = filling(begin);
      }
      case Action.Observe(ByteString chunk) -> {
        if (filling != null) {
          filling.accept(chunk);
        }
        if (reader != null) {
          // The array behind the chunk, not a copy of it.
          chunk.asReadOnlyByteBufferList().forEach(reader::accept);
        }
      }
      case Action.EndExchange end -> endExchange(end);
      case Action.CancelDecision _ -> {
        cancellation.cancel();
        if (work != null) {
          work.left();
        }
      }
      case Action.CloseStream _ -> end();
    }
    return true;
  }

  @GuardedBy("this")
  private UnenforcedStream lookOn() {
    var taker = new UnenforcedStream(services.observed().get(), peer);
    unenforced = taker;
    return taker;
  }

  @GuardedBy("this")
  private @Nullable AnswerFilling filling(Action.BeginObservation begin) {
    Answer.Forward forward = begin.forward();
    if (forward.keeping().isEmpty()) {
      return null;
    }
    AnswerFilling copying =
        services.fillings().begin(forward.request().api(), begin.response().contentType());
    Model chosen = forward.keeping().get().model();
    String served = begin.response().servedBy();
    if (!chosen.equals(forward.model()) || !(served.isEmpty() || served.equals(chosen.id()))) {
      copying.drop(Filling.OTHER_MODEL);
    }
    return copying;
  }

  /**
   * Off the way of the answer: what is kept a moment later is early enough.
   *
   * @param keeping how; empty if the answer was cut off
   */
  @GuardedBy("this")
  private void fill(Optional<Keeping> keeping) {
    AnswerFilling whole = filling;
    filling = null;
    if (whole == null) {
      endFlight();
      return;
    }
    Optional<Flight> awaited = Optional.ofNullable(led);
    if (keeping.isEmpty()) {
      whole.drop(Filling.CUT);
    } else if (services.fillings().workers().submit(() -> finish(whole, keeping.get(), awaited))) {
      led = null;
    } else {
      whole.drop(Filling.NO_ROOM);
    }
    endFlight();
  }

  private static void finish(AnswerFilling whole, Keeping keeping, Optional<Flight> awaited) {
    try {
      whole.finish(keeping);
    } catch (RuntimeException | StackOverflowError bug) {
      LOG.error("an answer could not be kept: {}", FailureNote.of(bug));
    } finally {
      awaited.ifPresent(Flight::end);
    }
  }

  @GuardedBy("this")
  private void endFlight() {
    if (led != null) {
      led.end();
      led = null;
    }
  }

  @GuardedBy("this")
  private void endExchange(Action.EndExchange end) {
    Answer.Forward forward = end.forward();
    forgetForwarding();
    fill(forward.keeping().filter(_ -> end.complete()));
    Optional<Usage> usage =
        Optional.ofNullable(reader)
            .map(r -> r.answer().usageOrEstimate(forward.estimatedInputTokens()));
    reader = null;
    if (end.replyOwed()) {
      peer.send(ReplyEncoder.lastChunk(usage));
    }
    services
        .sinks()
        .ended(
            new Exchange(forward.decision(), forward.model(), end.status(), end.complete(), usage));
  }

  @GuardedBy("this")
  private void forgetForwarding() {
    if (forwarding != null) {
      forwarding.over();
      forwarding = null;
    }
  }

  @GuardedBy("this")
  private boolean reserve(long bytes) {
    if (bytes <= 0) {
      return true;
    }
    if (!services.bodies().tryReserve(bytes)) {
      return false;
    }
    reserved += bytes;
    return true;
  }

  /**
   * Gives the body's bytes back once nothing can hold the body any more, and lets go of the
   * services at the end.
   */
  @GuardedBy("this")
  private void settle() {
    boolean held =
        state instanceof StreamState.AwaitingRequestBody
            || state instanceof StreamState.Deciding
            || working;
    if (!held && reserved > 0) {
      services.bodies().release(reserved);
      reserved = 0;
    }
    boolean over = state instanceof StreamState.Finished || state instanceof StreamState.Unenforced;
    if (holding && !working && over) {
      holding = false;
      endFlight();
      services.letGo().run();
    }
  }

  /** Decides at once what takes microseconds, and gives the rest to a worker. */
  @GuardedBy("this")
  private void begin(Action.Decide request) {
    var begun = new DecisionWork(services, cancellation, request.body().size(), this);
    work = begun;
    working = true;
    try {
      begun.goOn(
          services
              .decider()
              .begin(request.api(), request.head(), request.body(), System.nanoTime()));
    } catch (Throwable bug) {
      report("decision", bug);
      over(new StreamEvent.Undecided(Cause.FAILED), Optional.empty());
    }
  }

  @Override
  public synchronized void awaits(Duration patience) {
    if (state instanceof StreamState.Deciding) {
      peer.send(ReplyEncoder.waiting(patience));
    }
  }

  @Override
  public synchronized void over(StreamEvent event, Optional<Flight> flight) {
    working = false;
    led = flight.orElse(null);
    apply(event);
    settle();
  }
}
