package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;

/** What a step wants done. Actions are carried out in order. */
sealed interface Action {
  /** Continue the message just received. */
  record Continue(Phase phase) implements Action {}

  /**
   * Make room for a body; without room, the stream ends undecided. {@code length} is what the
   * client announced, or 0.
   */
  record ExpectBody(long length) implements Action {}

  /** Continue the request headers and tell Envoy that the request is ours to decide. */
  record Claim() implements Action {}

  /** Continue every message from these headers on, and look at it. */
  record LookOn(StreamEvent.RequestHeaders headers) implements Action {}

  /** Continue the message of {@code phase} as if it had never been claimed, and look on. */
  record LeaveAlone(Phase phase, Answer.Unenforced request) implements Action {}

  /** Continue the request headers and spare us the body. */
  record ContinueWithoutBody() implements Action {}

  /** Give the request to a worker. */
  record Decide(Api api, RequestHead head, ByteString body) implements Action {}

  /** Answer the message of {@code phase} with the decision: cluster header, body edit. */
  record SendForward(Phase phase, Answer.Forward forward, boolean hasContentLength)
      implements Action {}

  /** Answer the caller directly. */
  record SendReply(Answer.Reply reply) implements Action {}

  /**
   * Continue the response headers with our own headers added; {@code observe} asks for the body
   * chunks.
   */
  record ContinueResponse(
      Answer.Forward forward, StreamEvent.ResponseHeaders response, boolean observe)
      implements Action {}

  /** Start reading an answer. */
  record BeginObservation(Answer.Forward forward, StreamEvent.ResponseHeaders response)
      implements Action {}

  /** Read a chunk of the answer. */
  record Observe(ByteString chunk) implements Action {}

  /**
   * The exchange is over.
   *
   * @param complete whether the answer ended properly
   * @param replyOwed whether the last body chunk is still to be continued; the reply then carries
   *     the usage as metadata
   */
  record EndExchange(Answer.Forward forward, int status, boolean complete, boolean replyOwed)
      implements Action {}

  /** Nobody waits for the worker any more. */
  record CancelDecision() implements Action {}

  /** End the stream cleanly: Envoy continues untouched. */
  record CloseStream() implements Action {}

  /** The part of the exchange that a message is about. */
  enum Phase {
    REQUEST_HEADERS,
    REQUEST_BODY,
    REQUEST_TRAILERS,
    RESPONSE_HEADERS,
    RESPONSE_BODY,
    RESPONSE_TRAILERS
  }
}
