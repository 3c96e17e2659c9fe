package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;

/** Reads a request and decides its answer. Thread-safe; runs on a worker. */
interface RequestDecider {
  /**
   * The answer for a request.
   *
   * @param arrivedNanos when the body arrived, on the clock of {@link System#nanoTime}
   */
  Answer decide(Api api, RequestHead head, ByteString body, long arrivedNanos);
}
