package dev.interlock.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request as bytes, ready to be written as often as wanted, and what its answer must contain.
 * Immutable, any thread.
 */
public final class PreparedRequest {
  private final ByteBuf bytes;
  private final ByteBuf marker;

  private PreparedRequest(ByteBuf bytes, ByteBuf marker) {
    this.bytes = bytes;
    this.marker = marker;
  }

  /**
   * A POST of JSON.
   *
   * @param headers beyond {@code host}, {@code content-type} and {@code content-length}
   * @param marker text a right answer's body contains
   */
  public static PreparedRequest post(
      String path, Map<String, String> headers, String json, String marker) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(256);
    head.append("POST ").append(path).append(" HTTP/1.1\r\nhost: bench\r\n");
    head.append("content-type: application/json\r\ncontent-length: ").append(body.length);
    headers.forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
    head.append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
    return new PreparedRequest(
        direct(start, body), direct(marker.getBytes(StandardCharsets.UTF_8)));
  }

  /** The request, for one write. */
  ByteBuf bytes() {
    return bytes.duplicate();
  }

  /** Whether {@code body} is of a right answer. */
  boolean answeredBy(ByteBuf body) {
    return ByteBufUtil.indexOf(marker, body) >= 0;
  }

  private static ByteBuf direct(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuf all = Unpooled.directBuffer(length);
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return Unpooled.unreleasableBuffer(all.asReadOnly());
  }
}
