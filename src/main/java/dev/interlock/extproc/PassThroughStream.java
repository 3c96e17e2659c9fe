package dev.interlock.extproc;

import dev.interlock.extproc.Action.Phase;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;

/** Continues every message: what the protocol itself costs, for benchmarks. */
final class PassThroughStream implements StreamListener {
  private final StreamPeer peer;

  PassThroughStream(StreamPeer peer) {
    this.peer = peer;
  }

  @Override
  public void received(ProcessingRequest message) {
    switch (message.getRequestCase()) {
      case REQUEST_HEADERS -> peer.send(ReplyEncoder.proceed(Phase.REQUEST_HEADERS));
      case REQUEST_BODY -> peer.send(ReplyEncoder.proceed(Phase.REQUEST_BODY));
      case REQUEST_TRAILERS -> peer.send(ReplyEncoder.proceed(Phase.REQUEST_TRAILERS));
      case RESPONSE_HEADERS -> peer.send(ReplyEncoder.proceed(Phase.RESPONSE_HEADERS));
      case RESPONSE_BODY -> peer.send(ReplyEncoder.proceed(Phase.RESPONSE_BODY));
      case RESPONSE_TRAILERS -> peer.send(ReplyEncoder.proceed(Phase.RESPONSE_TRAILERS));
      case REQUEST_NOT_SET -> peer.end();
    }
  }

  @Override
  public void halfClosed() {
    peer.end();
  }

  @Override
  public void cancelled() {}
}
