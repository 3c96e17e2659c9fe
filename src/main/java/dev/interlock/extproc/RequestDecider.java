package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;
import java.util.function.Supplier;

/** Reads a request and decides its answer. Thread-safe. */
interface RequestDecider {
  /**
   * The answer for a request, on a worker.
   *
   * @param arrivedNanos when the body arrived, on the clock of {@link System#nanoTime}
   */
  Answer decide(Api api, RequestHead head, ByteString body, long arrivedNanos);

  /** Does what takes microseconds, on the event loop. */
  default Begun begin(Api api, RequestHead head, ByteString body, long arrivedNanos) {
    return new Begun.Rest(() -> decide(api, head, body, arrivedNanos));
  }

  /** How far a decision came on the event loop. */
  sealed interface Begun {
    /** To its end. */
    record Answered(Answer answer) implements Begun {}

    /** The rest is for a worker. */
    record Rest(Supplier<Answer> task) implements Begun {}
  }
}
