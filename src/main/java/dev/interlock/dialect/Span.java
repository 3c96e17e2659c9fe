package dev.interlock.dialect;

/** Bytes {@code start} (inclusive) to {@code end} (exclusive) of a body. */
record Span(int start, int end) {
  Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "span: %d..%d (expected: 0 <= start <= end)".formatted(start, end));
    }
  }

  /** A copy of {@code body} with {@code replacement} in place of this span. */
  byte[] replacedBy(byte[] replacement, byte[] body) {
    byte[] edited = new byte[body.length - (end - start) + replacement.length];
    System.arraycopy(body, 0, edited, 0, start);
    System.arraycopy(replacement, 0, edited, start, replacement.length);
    System.arraycopy(body, end, edited, start + replacement.length, body.length - end);
    return edited;
  }
}
