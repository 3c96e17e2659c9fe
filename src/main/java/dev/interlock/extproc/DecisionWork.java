package dev.interlock.extproc;

import dev.interlock.concurrent.Cancellation;
import dev.interlock.extproc.RequestDecider.Begun;
import dev.interlock.extproc.StreamState.Cause;
import dev.interlock.telemetry.FailureNote;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is still to be done for a decision: on the event loop, on workers and in between on no
 * thread at all, one after another.
 */
final class DecisionWork {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionWork.class);

  /** How exactly Envoy's clock is known. */
  private static final Duration SLACK = Duration.ofMillis(100);

  private final StreamServices services;
  private final Cancellation cancellation;
  private final long bodyBytes;
  private final Stream stream;

  /** Whether room for the body is ours. */
  private boolean room;

  /** When this began to wait for somebody who asks the same; 0: it does not. */
  private volatile long waitingSince;

  private volatile Flight.@Nullable Waiting waiting;

  /** The stream whose decision this is. */
  interface Stream {
    /** Asks Envoy to wait so long for the reply. */
    void awaits(Duration patience);

    /**
     * This is the end; heard once.
     *
     * @param led what others wait for, to be ended
     */
    void over(StreamEvent event, Optional<Flight> led);
  }

  /** The work on one body. */
  DecisionWork(StreamServices services, Cancellation cancellation, long bodyBytes, Stream stream) {
    this.services = services;
    this.cancellation = cancellation;
    this.bodyBytes = bodyBytes;
    this.stream = stream;
  }

  /** Goes on from where the event loop came to. */
  void goOn(Begun begun) {
    switch (begun) {
      case Begun.Answered(Answer answer, var led) -> over(new StreamEvent.Decided(answer), led);
      case Begun.Rest(var task, var led) -> submit(task, led);
      case Begun.Fetching(var rest, var led) -> await(rest, led);
      case Begun.Parked parked when services.flights().room().tryReserve(bodyBytes) -> park(parked);
      case Begun.Parked parked ->
          submit(() -> new Begun.Answered(parked.instead().get()), Optional.empty());
    }
  }

  /** On a worker; if none has time, that is the end. */
  private void submit(Supplier<Begun> task, Optional<Flight> led) {
    if (!services.workers().submit(() -> run(task, led))) {
      over(new StreamEvent.Undecided(Cause.OVERLOADED), led);
    }
  }

  /** Goes on when {@code rest} is there; until then no thread is held. */
  private void await(CompletionStage<Supplier<Begun>> rest, Optional<Flight> led) {
    var _ =
        rest.whenComplete(
            (task, failure) -> {
              if (failure == null) {
                submit(task, led);
              } else {
                over(new StreamEvent.Undecided(Cause.FAILED), led);
              }
            });
  }

  /** Goes on when somebody else has an answer, or patience ends; likewise. */
  private void park(Begun.Parked begun) {
    Duration patience = begun.patience();
    giveRoom();
    waitingSince = System.nanoTime();
    services.metrics().waited();
    stream.awaits(patience.plus(services.messageTimeout()));
    waiting =
        begun
            .flight()
            .await(
                patience,
                () -> {
                  services.flights().room().release(bodyBytes);
                  if (waited() > services.messageTimeout().plus(SLACK).toNanos()
                      && !cancellation.cancelled()) {
                    services.flights().heard();
                  }
                  waitingSince = 0;
                  land(begun.task());
                });
  }

  /** Not on a worker: all of a herd land at once, and would find no room there. */
  private void land(Supplier<Begun> task) {
    if (cancellation.cancelled()) {
      over(new StreamEvent.Closed(), Optional.empty());
      return;
    }
    begun(task, Optional.empty()).ifPresent(this::goOn);
  }

  private long waited() {
    return System.nanoTime() - waitingSince;
  }

  /** The stream ended meanwhile: while waiting, at the moment when Envoy gives up unheard? */
  void left() {
    unlessHeard();
    Flight.Waiting open = waiting;
    if (open != null) {
      open.end();
    }
  }

  private void unlessHeard() {
    if (waitingSince != 0
        && Math.abs(waited() - services.messageTimeout().toNanos()) <= SLACK.toNanos()) {
      services.flights().unheard();
    }
  }

  private void run(Supplier<Begun> task, Optional<Flight> led) {
    if (cancellation.cancelled()) {
      over(new StreamEvent.Closed(), led);
      return;
    }
    room = room || services.memory().take(bodyBytes);
    if (!room) {
      over(new StreamEvent.Undecided(Cause.OVERLOADED), led);
      return;
    }
    begun(task, led)
        .ifPresent(
            begun -> {
              if (begun instanceof Begun.Rest(var more, var flight)) {
                run(more, flight);
              } else {
                goOn(begun);
              }
            });
  }

  /** How far {@code task} comes; empty if it failed, and that is the end. */
  private Optional<Begun> begun(Supplier<Begun> task, Optional<Flight> led) {
    try {
      return Optional.of(task.get());
    } catch (Throwable bug) {
      // Whatever it is, Envoy waits for a reply and the body's bytes are owed.
      LOG.error("decision failed; the request continues undecided: {}", FailureNote.of(bug));
      over(new StreamEvent.Undecided(Cause.FAILED), led);
      return Optional.empty();
    }
  }

  private void over(StreamEvent event, Optional<Flight> led) {
    giveRoom();
    stream.over(event, led);
  }

  private void giveRoom() {
    if (room) {
      room = false;
      services.memory().give(bodyBytes);
    }
  }
}
