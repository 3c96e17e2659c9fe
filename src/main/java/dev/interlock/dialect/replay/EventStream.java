package dev.interlock.dialect.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.dialect.answer.SseReader;
import dev.interlock.dialect.replay.AnswerCopy.Why;
import dev.interlock.inference.Api;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Reads a stream of events into the body that would have been sent in its place. */
final class EventStream implements SseReader.Listener {
  private static final String DONE = "[DONE]";

  private final Assembly assembly;
  private final ByteArrayOutputStream data = new ByteArrayOutputStream(512);

  private EventStream(Assembly assembly) {
    this.assembly = assembly;
  }

  /**
   * The body in UTF-8.
   *
   * @throws Objection if the stream is not one whole answer
   */
  static byte[] assemble(Api api, HeldBytes stream) {
    Assembly assembly = Assembly.of(api);
    var events = new SseReader(new EventStream(assembly));
    stream.feed((segment, length) -> events.accept(segment, 0, length));
    if (!assembly.ended()) {
      throw new Objection(Why.CUT);
    }
    ObjectNode body = assembly.body();
    StrictJson.requireTellable(body);
    return StrictJson.write(body).getBytes(UTF_8);
  }

  @Override
  public void data(byte[] bytes, int offset, int length) {
    data.write(bytes, offset, length);
  }

  @Override
  public void end(String name) {
    byte[] bytes = data.toByteArray();
    data.reset();
    if (name.equals("error")) {
      throw new Objection(Why.FAILED);
    }
    if (bytes.length > 0) {
      event(StrictJson.text(bytes, bytes.length));
    }
  }

  private void event(String text) {
    if (text.equals(DONE)) {
      assembly.done();
      return;
    }
    try {
      assembly.event(StrictJson.read(text));
    } catch (JacksonException _) {
      throw Objection.unreadable();
    }
  }
}
