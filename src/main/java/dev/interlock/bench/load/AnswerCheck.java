package dev.interlock.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** Decides whether an answer is right. Runs on the event loop: it must be quick. */
public interface AnswerCheck {
  /** What is wrong, in a word that errors are counted by; empty if nothing is. */
  String fault(int status, HttpHeaders headers, ByteBuf body);

  /** A 200 whose body contains {@code marker}. */
  static AnswerCheck contains(String marker) {
    ByteBuf bytes =
        Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer(marker, StandardCharsets.UTF_8).asReadOnly());
    return (status, _, body) ->
        status != 200 ? "status " + status : ByteBufUtil.indexOf(bytes, body) < 0 ? "body" : "";
  }
}
