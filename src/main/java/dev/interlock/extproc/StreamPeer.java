package dev.interlock.extproc;

import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;

/** Envoy, at the other end of one stream. One thread at a time. */
interface StreamPeer {
  /** Sends a message; does nothing once Envoy has cancelled the stream. */
  void send(ProcessingResponse reply);

  /** Ends the stream cleanly: Envoy goes on as if every message left had been continued. */
  void end();
}
