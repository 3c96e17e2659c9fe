package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Reads a request and decides its answer. Thread-safe. */
interface RequestDecider {
  /**
   * Does what takes microseconds, on the event loop.
   *
   * @param arrivedNanos when the body arrived, on the clock of {@link System#nanoTime}
   */
  Begun begin(Api api, RequestHead head, ByteString body, long arrivedNanos);

  /** How far a decision came. */
  sealed interface Begun {
    /**
     * To its end.
     *
     * @param led the flight that the answer belongs to; whoever gets it ends it
     */
    record Answered(Answer answer, Optional<Flight> led) implements Begun {
      /** One that nobody waits for. */
      Answered(Answer answer) {
        this(answer, Optional.empty());
      }
    }

    /**
     * The rest is for a worker.
     *
     * @param led as above, if {@code task} does not come to run
     */
    record Rest(Supplier<Begun> task, Optional<Flight> led) implements Begun {
      /** One that nobody waits for. */
      Rest(Supplier<Begun> task) {
        this(task, Optional.empty());
      }
    }

    /**
     * Somebody else asks the same now.
     *
     * @param patience how long to wait at most
     * @param task is for any thread when they are done; takes microseconds
     * @param instead is for a worker where there is no room to wait
     */
    record Parked(Flight flight, Duration patience, Supplier<Begun> task, Supplier<Answer> instead)
        implements Begun {}

    /**
     * Something has to come from elsewhere, for which no thread waits.
     *
     * @param rest is for a worker; comes soon, and never fails
     * @param led as above, if {@code rest} does not come to run
     */
    record Fetching(CompletionStage<Supplier<Begun>> rest, Optional<Flight> led) implements Begun {
      /** One that nobody waits for. */
      Fetching(CompletionStage<Supplier<Begun>> rest) {
        this(rest, Optional.empty());
      }
    }
  }
}
