package dev.interlock.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request as bytes, ready to be written as often as wanted, and how its answer is checked.
 * Immutable, any thread.
 */
public final class PreparedRequest {
  /** What it gives lives as long as the process, which is no leak. */
  private static final ByteBufAllocator KEPT = new UnpooledByteBufAllocator(false, true);

  private final ByteBuf bytes;
  private final AnswerCheck check;

  private PreparedRequest(ByteBuf bytes, AnswerCheck check) {
    this.bytes = bytes;
    this.check = check;
  }

  /**
   * A POST of JSON.
   *
   * @param headers beyond {@code host}, {@code content-type} and {@code content-length}
   */
  public static PreparedRequest post(
      String path, Map<String, String> headers, String json, AnswerCheck check) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(256);
    head.append("POST ").append(path).append(" HTTP/1.1\r\nhost: bench\r\n");
    head.append("content-type: application/json\r\ncontent-length: ").append(body.length);
    headers.forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
    head.append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
    return new PreparedRequest(direct(start, body), check);
  }

  /** The request, for one write. */
  ByteBuf bytes() {
    return bytes.duplicate();
  }

  AnswerCheck check() {
    return check;
  }

  private static ByteBuf direct(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuf all = KEPT.directBuffer(length);
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return Unpooled.unreleasableBuffer(all.asReadOnly());
  }
}
