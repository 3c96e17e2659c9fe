package dev.interlock.extproc;

import dev.interlock.concurrent.Cancellation;
import dev.interlock.extproc.RequestDecider.Begun;
import dev.interlock.extproc.StreamState.Cause;
import dev.interlock.telemetry.FailureNote;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is still to be done for a decision: on workers, one after another. */
final class DecisionWork {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionWork.class);

  private final StreamServices services;
  private final Cancellation cancellation;
  private final long bodyBytes;
  private final Consumer<StreamEvent> end;

  /** Whether room for the body is ours. */
  private boolean room;

  /**
   * The work on one body.
   *
   * @param end hears of the end, once
   */
  DecisionWork(
      StreamServices services,
      Cancellation cancellation,
      long bodyBytes,
      Consumer<StreamEvent> end) {
    this.services = services;
    this.cancellation = cancellation;
    this.bodyBytes = bodyBytes;
    this.end = end;
  }

  /** Goes on, on a worker; false if none has time, and then that is the end. */
  boolean submit(Supplier<Begun> task) {
    return services.workers().submit(() -> run(task));
  }

  /** Goes on when {@code rest} is there; until then no thread is held. */
  void await(CompletionStage<Supplier<Begun>> rest) {
    var _ =
        rest.thenAccept(
            task -> {
              if (!submit(task)) {
                over(new StreamEvent.Undecided(Cause.OVERLOADED));
              }
            });
  }

  private void run(Supplier<Begun> task) {
    if (cancellation.cancelled()) {
      over(new StreamEvent.Closed());
      return;
    }
    room = room || services.memory().take(bodyBytes);
    if (!room) {
      over(new StreamEvent.Undecided(Cause.OVERLOADED));
      return;
    }
    Begun begun;
    try {
      begun = task.get();
    } catch (Throwable bug) {
      // Whatever it is, Envoy waits for a reply and the body's bytes are owed.
      LOG.error("decision failed; the request continues undecided: {}", FailureNote.of(bug));
      over(new StreamEvent.Undecided(Cause.FAILED));
      return;
    }
    switch (begun) {
      case Begun.Answered(Answer answer) -> over(new StreamEvent.Decided(answer));
      case Begun.Rest(var more) -> run(more);
      case Begun.Awaiting(var rest) -> await(rest);
    }
  }

  private void over(StreamEvent event) {
    if (room) {
      room = false;
      services.memory().give(bodyBytes);
    }
    end.accept(event);
  }
}
