package dev.interlock.extproc;

import com.google.protobuf.UnsafeByteOperations;
import dev.interlock.cache.Entry;
import dev.interlock.dialect.replay.Replay;
import dev.interlock.proto.decision.v1.Decision;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a kept answer in the form that is asked for, whichever form it came in. */
final class Replaying {
  private Replaying() {}

  /**
   * The reply.
   *
   * @param stream whether it is asked for as a stream
   * @param usage whether a stream is to end with what it cost
   */
  static LocalReply reply(Decision decision, Entry entry, boolean stream, boolean usage) {
    byte[] body = stream ? Replay.events(entry.answer(), usage) : Replay.json(entry.answer());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(HeaderNames.MODEL, decision.getOutcome().getCached().getModel());
    headers.put(HeaderNames.CACHE, decision.getCache().getStatus());
    headers.put(HeaderNames.CACHE_ENTRY, entry.id());
    // RFC 9111, section 5.1: whole seconds.
    headers.put(HeaderNames.AGE, Long.toString((long) decision.getCache().getAgeSeconds()));
    return new LocalReply(
        200,
        stream ? "text/event-stream" : "application/json",
        UnsafeByteOperations.unsafeWrap(body),
        decision.getReason(),
        headers);
  }
}
