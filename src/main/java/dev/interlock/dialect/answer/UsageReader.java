package dev.interlock.dialect.answer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.inference.Api;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Reads what one answer cost while it passes, from JSON or from server-sent events.
 *
 * <p>Takes chunks cut at any byte, keeps none of them, and uses a few hundred bytes of memory
 * whatever the answer's size. Never throws: an answer it cannot read, such as a compressed one, is
 * an {@link Answer} that knows nothing. One stream, one thread at a time.
 */
public final class UsageReader {
  private static final String EVENT_STREAM = "text/event-stream";

  private final Source source;

  private UsageReader(Source source) {
    this.source = source;
  }

  /**
   * A reader for one answer.
   *
   * @param api the endpoint asked
   * @param contentType the answer's, as received; empty counts as JSON
   */
  public static UsageReader of(Api api, String contentType) {
    boolean events = contentType.strip().toLowerCase(Locale.ROOT).startsWith(EVENT_STREAM);
    return new UsageReader(events ? new Events(api) : new Body(api));
  }

  /** Reads the next chunk. */
  public void accept(byte[] chunk) {
    source.accept(chunk, 0, chunk.length);
  }

  /** Reads the next chunk, from the buffer's position to its limit, and moves neither. */
  public void accept(ByteBuffer chunk) {
    if (chunk.hasArray()) {
      source.accept(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining());
    } else {
      byte[] copy = new byte[chunk.remaining()];
      chunk.get(chunk.position(), copy);
      accept(copy);
    }
  }

  /** What is known so far: all there is to know, once every chunk was given. */
  public Answer answer() {
    return source.answer();
  }

  private sealed interface Source {
    void accept(byte[] chunk, int offset, int length);

    Answer answer();
  }

  /** A whole JSON document. */
  private static final class Body implements Source {
    private final Tally tally;
    private final JsonScanner scanner;

    Body(Api api) {
      tally = new Tally(api);
      scanner = new JsonScanner(AnswerShape.ofBody(api), tally);
    }

    @Override
    public void accept(byte[] chunk, int offset, int length) {
      scanner.accept(chunk, offset, length);
    }

    @Override
    public Answer answer() {
      return tally.answer(scanner.closed());
    }
  }

  /** A JSON document an event, and at the end OpenAI's {@code [DONE]}. */
  private static final class Events implements Source, SseReader.Listener {
    private static final byte[] DONE = "[DONE]".getBytes(US_ASCII);

    private final Tally tally;
    private final JsonScanner scanner;
    private final SseReader events = new SseReader(this);
    private final Line start = new Line(DONE.length);
    private boolean done;

    Events(Api api) {
      tally = new Tally(api);
      scanner = new JsonScanner(AnswerShape.ofEvent(api), tally);
    }

    @Override
    public void accept(byte[] chunk, int offset, int length) {
      events.accept(chunk, offset, length);
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
      for (int i = offset; i < offset + length && !start.isFull(); i++) {
        start.append(bytes[i]);
      }
      scanner.accept(bytes, offset, length);
    }

    @Override
    public void end(String name) {
      done |= start.is(DONE);
      start.clear();
      scanner.reset();
    }

    @Override
    public Answer answer() {
      return tally.answer(done || start.is(DONE));
    }
  }
}
