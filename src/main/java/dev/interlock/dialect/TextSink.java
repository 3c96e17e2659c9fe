package dev.interlock.dialect;

import java.io.Writer;

/**
 * Gathers the text-bearing parts of a turn, joined by newlines. A surrogate without its partner
 * becomes U+FFFD, so that the text can be encoded anywhere.
 */
final class TextSink extends Writer {
  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder text = new StringBuilder();
  private char pendingHigh;

  /** Begins a part: whatever is written next stands on its own line. */
  void startPart() {
    if (!text.isEmpty()) {
      text.append('\n');
    }
  }

  /** Ends a part, so that half a surrogate pair never waits for the next one. */
  void endPart() {
    if (pendingHigh != 0) {
      text.append(REPLACEMENT);
      pendingHigh = 0;
    }
  }

  @Override
  public void write(char[] chars, int offset, int length) {
    int end = offset + length;
    int clean = offset;
    for (int i = offset; i < end; i++) {
      char c = chars[i];
      if (pendingHigh == 0 && !Character.isSurrogate(c)) {
        continue;
      }
      text.append(chars, clean, i - clean);
      clean = i + 1;
      surrogate(c);
    }
    text.append(chars, clean, end - clean);
  }

  private void surrogate(char c) {
    if (pendingHigh != 0) {
      char high = pendingHigh;
      pendingHigh = 0;
      if (Character.isLowSurrogate(c)) {
        text.append(high).append(c);
        return;
      }
      text.append(REPLACEMENT);
    }
    if (Character.isHighSurrogate(c)) {
      pendingHigh = c;
    } else {
      text.append(Character.isLowSurrogate(c) ? REPLACEMENT : c);
    }
  }

  int length() {
    return text.length();
  }

  /** Moves everything from {@code start} on to the end of {@code other}, as a part of it. */
  void moveTail(int start, TextSink other) {
    int from = start < text.length() && start > 0 ? start + 1 : start;
    if (from < text.length()) {
      other.startPart();
      other.text.append(text, from, text.length());
    }
    text.setLength(start);
  }

  /** Forgets everything from {@code start} on. */
  void truncate(int start) {
    text.setLength(start);
  }

  /** The text so far; the sink is empty afterwards. */
  String drain() {
    String drained = text.toString();
    text.setLength(0);
    return drained;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** Never the text: prompts do not reach logs. */
  @Override
  public String toString() {
    return "TextSink[chars=" + text.length() + "]";
  }
}
