package dev.interlock.extproc;

import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;

/** Where a stream is, with exactly the data valid there. */
sealed interface StreamState {
  /** Nothing has arrived. */
  record AwaitingRequestHeaders() implements StreamState {}

  /** An LLM request whose body is owed by Envoy. */
  record AwaitingRequestBody(RequestHead head, Api api) implements StreamState {}

  /**
   * A worker decides; a reply is owed by us.
   *
   * @param inHeaders whether the owed reply answers the headers message (a request without a body)
   */
  record Deciding(RequestHead head, boolean inHeaders) implements StreamState {}

  /** Forwarded; the upstream's answer is awaited. */
  record AwaitingResponseHeaders(Answer.Forward forward) implements StreamState {}

  /** The answer passes by and is read in passing. */
  record ObservingResponseBody(Answer.Forward forward, int status) implements StreamState {}

  /** Not enforced: another listener has taken over. */
  record Unenforced() implements StreamState {}

  /** Nothing more to do but to continue every message. */
  record PassingThrough() implements StreamState {}

  /** Over. */
  record Finished(Cause cause) implements StreamState {}

  /** Why a stream is over. */
  enum Cause {
    COMPLETED,
    CLOSED_BY_ENVOY,
    REPLIED,
    PROTOCOL_ERROR,
    UNSUPPORTED_MODE,
    OVERLOADED,
    FAILED
  }
}
