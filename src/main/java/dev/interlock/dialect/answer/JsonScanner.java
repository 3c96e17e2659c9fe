package dev.interlock.dialect.answer;

import org.jspecify.annotations.Nullable;

/**
 * Watches JSON pass, in chunks cut at any byte, and tells the values at a few known paths.
 *
 * <p>A general parser holds each string whole, and an answer may be one string of megabytes; this
 * one counts what it need not keep, so its memory is a few hundred bytes whatever comes. It does
 * not judge: broken JSON yields nothing or nonsense, never a failure.
 */
final class JsonScanner {
  /** Takes the values found. */
  interface Sink {
    /** A string: {@code text} if it is short, and its length in characters. */
    void string(Fact fact, Line text, long chars);

    /** A number; what follows its integer digits is dropped. */
    void number(Fact fact, long value);

    /** An object or an array begins here. */
    void container(Fact fact);
  }

  private enum State {
    STRUCTURE,
    STRING,
    ESCAPE,
    HEX,
    SCALAR
  }

  /** Stands for any character that was escaped by number; nothing we look for needs to be. */
  private static final byte[] UNICODE = {'?'};

  private static final int MAX_DEPTH = 16;
  private static final int MAX_VALUE = 128;

  private final Path root;
  private final Sink sink;
  private final Path[] paths = new Path[MAX_DEPTH];
  private final boolean[] objects = new boolean[MAX_DEPTH];
  private final Line value = new Line(MAX_VALUE);
  private int depth;

  /** Depth inside a container that holds nothing of interest; there only strings are told apart. */
  private long ignored;

  private State state = State.STRUCTURE;
  private boolean keyNext;
  private boolean key;
  private long chars;
  private int hexLeft;

  /** Where the value to come lies, null where that is of no interest. */
  private @Nullable Path target;

  private boolean closed;

  JsonScanner(Path root, Sink sink) {
    this.root = root;
    this.sink = sink;
    reset();
  }

  /** Starts a new document. */
  void reset() {
    depth = 0;
    ignored = 0;
    state = State.STRUCTURE;
    keyNext = false;
    target = root;
    closed = false;
  }

  /** Whether the document's outermost object or array has ended. */
  boolean closed() {
    return closed;
  }

  void accept(byte[] chunk, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      at = state == State.STRING ? string(chunk, at, end) : step(chunk, at);
    }
  }

  /** Takes the byte at {@code at}; returns where to go on. */
  private int step(byte[] chunk, int at) {
    byte b = chunk[at];
    switch (state) {
      case STRUCTURE -> structure(b);
      case ESCAPE -> escape(chunk, at);
      case HEX -> state = --hexLeft == 0 ? State.STRING : State.HEX;
      case SCALAR -> {
        if (!endsScalar(b)) {
          value.append(b);
        } else {
          endScalar();
          return at;
        }
      }
      case STRING -> throw new IllegalStateException("state: STRING (expected: taken in bulk)");
    }
    return at + 1;
  }

  private void structure(byte b) {
    switch (b) {
      case '"' -> {
        state = State.STRING;
        key = keyNext && ignored == 0;
        keyNext = false;
        chars = 0;
        value.clear();
      }
      case '{' -> open(true);
      case '[' -> open(false);
      case '}', ']' -> close();
      case ',' -> {
        if (ignored == 0 && depth > 0) {
          keyNext = objects[depth - 1];
          target = keyNext ? null : paths[depth - 1];
        }
      }
      case ':', ' ', '\t', '\r', '\n' -> {}
      default -> {
        if (ignored == 0 && target != null) {
          state = State.SCALAR;
          value.clear();
          value.append(b);
        }
      }
    }
  }

  private void open(boolean object) {
    boolean nestedArray = !object && depth > 0 && !objects[depth - 1];
    if (ignored > 0 || target == null || nestedArray || depth == MAX_DEPTH) {
      ignored++;
      return;
    }
    if (target.fact() != null) {
      sink.container(target.fact());
    }
    paths[depth] = target;
    objects[depth] = object;
    depth++;
    keyNext = object;
    if (object) {
      target = null;
    }
  }

  private void close() {
    if (ignored > 0) {
      ignored--;
    } else if (depth > 0) {
      depth--;
      keyNext = false;
      target = null;
      closed |= depth == 0;
    }
  }

  private int string(byte[] chunk, int from, int end) {
    int at = from;
    while (at < end && chunk[at] != '"' && chunk[at] != '\\') {
      at++;
    }
    keep(chunk, from, at - from);
    if (at == end) {
      return at;
    }
    if (chunk[at] == '"') {
      state = State.STRUCTURE;
      endString();
    } else {
      state = State.ESCAPE;
    }
    return at + 1;
  }

  private void keep(byte[] bytes, int offset, int length) {
    if (ignored > 0 || (target == null && !key)) {
      return;
    }
    value.append(bytes, offset, length);
    for (int i = offset; i < offset + length; i++) {
      chars += (bytes[i] & 0xC0) != 0x80 ? 1 : 0;
    }
  }

  private void escape(byte[] chunk, int at) {
    if (chunk[at] == 'u') {
      state = State.HEX;
      hexLeft = 4;
      keep(UNICODE, 0, UNICODE.length);
    } else {
      state = State.STRING;
      keep(chunk, at, 1);
    }
  }

  private void endString() {
    if (ignored > 0) {
      return;
    }
    if (key) {
      target = paths[depth - 1].step(value);
    } else if (target != null && target.fact() != null) {
      sink.string(target.fact(), value, chars);
    }
  }

  private static boolean endsScalar(byte b) {
    return switch (b) {
      case ',', '}', ']', ' ', '\t', '\r', '\n', '"', ':', '{', '[' -> true;
      default -> false;
    };
  }

  private void endScalar() {
    state = State.STRUCTURE;
    if (target != null && target.fact() != null && value.startsWithDigit()) {
      sink.number(target.fact(), value.digits());
    }
  }
}
