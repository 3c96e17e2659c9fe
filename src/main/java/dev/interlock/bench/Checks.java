package dev.interlock.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** Ready-made checks. */
final class Checks {
  /** The fail-safe route answered. */
  static final String UNDECIDED = "undecided";

  /** Interlock answered, but without the signals it wanted. */
  static final String DEGRADED = "degraded";

  private static final String DECISION = "x-interlock-decision";
  private static final String REASON = "x-interlock-reason";

  private Checks() {}

  /** A 200 whose body contains {@code marker}. */
  static AnswerCheck contains(String marker) {
    ByteBuf bytes =
        Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer(marker, StandardCharsets.UTF_8).asReadOnly());
    return (status, _, body) ->
        status != 200 ? "status " + status : ByteBufUtil.indexOf(bytes, body) < 0 ? "body" : "";
  }

  /**
   * As {@link #contains}, and decided by Interlock: without this check the fail-safe route, which
   * is faster, would count as success.
   */
  static AnswerCheck decided(String marker) {
    AnswerCheck contains = contains(marker);
    return (status, headers, body) -> {
      String fault = contains.fault(status, headers, body);
      return fault.isEmpty() ? undecided(headers) : fault;
    };
  }

  private static String undecided(HttpHeaders headers) {
    return !headers.contains(DECISION)
        ? UNDECIDED
        : "default".equals(headers.get(REASON)) ? DEGRADED : "";
  }
}
