package dev.interlock.dialect.answer;

import static java.util.Objects.requireNonNull;

/**
 * Reads a server-sent event stream from chunks cut at any byte.
 *
 * <p>Holds no data: each piece of an event's data is handed on from the chunk it lies in, so that a
 * line may be of any length. Follows the HTML standard: lines end in LF, CR or CRLF; comments and
 * unknown fields are ignored; a leading byte order mark and one space after the colon are dropped;
 * data lines are joined by LF; an event without data is none.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">The
 *     standard</a>
 */
public final class SseReader {
  /** Takes events. Called within {@link #accept}, in order. */
  public interface Listener {
    /** The next piece of the current event's data; the bytes are lent for this call. */
    void data(byte[] bytes, int offset, int length);

    /**
     * The end of the current event.
     *
     * @param name its {@code event} field, empty where it has none or one of more than 64 bytes
     */
    void end(String name);
  }

  private enum State {
    FIELD,
    AFTER_COLON,
    DATA,
    EVENT,
    IGNORED
  }

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
  private static final byte[] NEWLINE = {'\n'};

  private final Listener listener;
  private final Line field = new Line(8);
  private final Line name = new Line(64);
  private State state = State.FIELD;
  private boolean firstField = true;
  private boolean afterCarriageReturn;
  private boolean hasData;

  public SseReader(Listener listener) {
    this.listener = requireNonNull(listener, "listener");
  }

  /** Reads the next chunk of the stream. */
  public void accept(byte[] chunk, int offset, int length) {
    int end = offset + length;
    for (int at = offset; at < end; at++) {
      if (state == State.AFTER_COLON) {
        startValue();
        if (chunk[at] == ' ') {
          continue;
        }
      }
      if (state == State.DATA || state == State.IGNORED) {
        int lineEnd = lineEnd(chunk, at, end);
        if (state == State.DATA && lineEnd > at) {
          listener.data(chunk, at, lineEnd - at);
        }
        if (lineEnd == end) {
          return;
        }
        at = lineEnd;
      }
      step(chunk[at]);
    }
  }

  private static int lineEnd(byte[] chunk, int from, int end) {
    int at = from;
    while (at < end && chunk[at] != '\n' && chunk[at] != '\r') {
      at++;
    }
    return at;
  }

  private void step(byte b) {
    boolean secondHalfOfCrLf = afterCarriageReturn && b == '\n';
    afterCarriageReturn = b == '\r';
    if (secondHalfOfCrLf) {
      return;
    }
    if (b == '\n' || b == '\r') {
      endLine();
      return;
    }
    switch (state) {
      case FIELD -> fieldByte(b);
      case EVENT -> name.append(b);
      case AFTER_COLON, DATA, IGNORED ->
          throw new IllegalStateException("state: " + state + " (expected: taken in bulk)");
    }
  }

  private void fieldByte(byte b) {
    if (b == ':') {
      state = State.AFTER_COLON;
      return;
    }
    field.append(b);
    if (firstField && field.is(BYTE_ORDER_MARK)) {
      field.clear();
      firstField = false;
    }
  }

  private void startValue() {
    if (field.is(DATA)) {
      state = State.DATA;
      if (hasData) {
        listener.data(NEWLINE, 0, 1);
      }
      hasData = true;
    } else if (field.is(EVENT)) {
      state = State.EVENT;
      name.clear();
    } else {
      state = State.IGNORED;
    }
  }

  private void endLine() {
    if (state == State.FIELD && field.isEmpty()) {
      dispatch();
    } else if (state == State.FIELD) {
      startValue();
    }
    state = State.FIELD;
    field.clear();
    firstField = false;
  }

  private void dispatch() {
    if (hasData) {
      hasData = false;
      listener.end(name.text());
    }
    name.clear();
  }
}
