package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.extproc.Action.Phase;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;

/**
 * One HTTP stream of the share that is not enforced: every message is continued at once, as it is,
 * and then looked at. Its caller serialises the calls.
 */
final class UnenforcedStream {
  private final StreamPeer peer;
  private final ObservedStream observed;

  UnenforcedStream(ObservedServices services, StreamPeer peer) {
    this.peer = peer;
    this.observed = new ObservedStream(services, peer);
  }

  /** Goes on with a request whose body is here and was continued already. */
  void take(Api api, RequestHead head, ByteString body) {
    observed.take(api, head, body);
  }

  void received(StreamEvent event) {
    if (observed.isOver()) {
      return;
    }
    switch (event) {
      case StreamEvent.RequestHeaders _ -> proceed(Phase.REQUEST_HEADERS);
      case StreamEvent.RequestBody _ -> proceed(Phase.REQUEST_BODY);
      case StreamEvent.RequestTrailers _ -> proceed(Phase.REQUEST_TRAILERS);
      case StreamEvent.ResponseHeaders response -> {
        answered(response);
        return;
      }
      case StreamEvent.ResponseBody _ -> proceed(Phase.RESPONSE_BODY);
      case StreamEvent.ResponseTrailers _ -> proceed(Phase.RESPONSE_TRAILERS);
      case StreamEvent.Unknown _,
          StreamEvent.Decided _,
          StreamEvent.Undecided _,
          StreamEvent.Closed _ -> {}
    }
    observed.received(event);
  }

  /** Of an answer that tells no usage nothing more comes. */
  private void answered(StreamEvent.ResponseHeaders response) {
    if (AnswerReading.observable(response)) {
      peer.send(ReplyEncoder.observedResponse());
      observed.received(response);
    } else {
      proceed(Phase.RESPONSE_HEADERS);
      observed.received(response.withoutBody());
    }
  }

  private void proceed(Phase phase) {
    peer.send(ReplyEncoder.proceed(phase));
  }
}
