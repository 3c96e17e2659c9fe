package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;
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
    /** To its end. */
    record Answered(Answer answer) implements Begun {}

    /** The rest is for a worker. */
    record Rest(Supplier<Begun> task) implements Begun {}

    /**
     * Something has to come from elsewhere, for which no thread waits.
     *
     * @param rest is for a worker; comes soon, and never fails
     */
    record Awaiting(CompletionStage<Supplier<Begun>> rest) implements Begun {}
  }
}
