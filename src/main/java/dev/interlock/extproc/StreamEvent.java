package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.inference.RequestHead;
import java.time.Duration;
import java.util.Optional;

/** What happens to a stream: Envoy's messages, decoded, and the worker's answer. */
sealed interface StreamEvent {
  /**
   * Request headers.
   *
   * @param supported whether the processing mode that the filter announced is one we speak
   */
  record RequestHeaders(RequestHead head, boolean endOfStream, boolean supported)
      implements StreamEvent {}

  /** A request body; in BUFFERED mode the whole of it. */
  record RequestBody(ByteString body, boolean endOfStream) implements StreamEvent {}

  record RequestTrailers() implements StreamEvent {}

  /**
   * Response headers, of the upstream or of a local reply.
   *
   * @param retryAfter how long the server wants to be left alone
   * @param servedBy id of the model whose server was asked last; empty when none was, or when Envoy
   *     cannot say
   * @param attempts how many were asked; 0 when Envoy does not say
   */
  record ResponseHeaders(
      int status,
      String contentType,
      String contentEncoding,
      boolean endOfStream,
      Optional<Duration> retryAfter,
      String servedBy,
      int attempts)
      implements StreamEvent {
    /** The same, as the last that is heard of the answer. */
    ResponseHeaders withoutBody() {
      return new ResponseHeaders(
          status, contentType, contentEncoding, true, retryAfter, servedBy, attempts);
    }
  }

  record ResponseBody(ByteString chunk, boolean endOfStream) implements StreamEvent {}

  record ResponseTrailers() implements StreamEvent {}

  /** A message without a known request, or of a kind we do not know. */
  record Unknown() implements StreamEvent {}

  /** The worker has decided. */
  record Decided(Answer answer) implements StreamEvent {}

  /** No worker could decide. */
  record Undecided(StreamState.Cause cause) implements StreamEvent {}

  /** Envoy half-closed, cancelled or lost the stream. A normal end arrives as a cancellation. */
  record Closed() implements StreamEvent {}
}
