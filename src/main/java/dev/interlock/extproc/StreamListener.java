package dev.interlock.extproc;

import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;

/** What becomes of the messages of one stream. Called in order, on the event loop. */
interface StreamListener {
  /** Envoy sent a message. */
  void received(ProcessingRequest message);

  /** Envoy closed its half. */
  void halfClosed();

  /** The stream is over: this is how it ends normally. */
  void cancelled();
}
