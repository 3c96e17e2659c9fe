package dev.interlock.dialect.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import tools.jackson.databind.node.ObjectNode;

/** Writes server-sent events, one line of data each. */
final class EventWriter {
  private static final byte[] EVENT = "event: ".getBytes(US_ASCII);
  private static final byte[] DATA = "data: ".getBytes(US_ASCII);
  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(US_ASCII);

  private final ByteArrayOutputStream bytes;

  EventWriter(int expectedBytes) {
    bytes = new ByteArrayOutputStream(expectedBytes);
  }

  /** An event without a name, as OpenAI's have. */
  void data(ObjectNode data) {
    bytes.writeBytes(DATA);
    bytes.writeBytes(StrictJson.write(data).getBytes(UTF_8));
    bytes.write('\n');
    bytes.write('\n');
  }

  /** An event named by its data's {@code type}, as Anthropic's are. */
  void named(ObjectNode data) {
    bytes.writeBytes(EVENT);
    bytes.writeBytes(data.path("type").stringValue().getBytes(UTF_8));
    bytes.write('\n');
    data(data);
  }

  void done() {
    bytes.writeBytes(DONE);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
