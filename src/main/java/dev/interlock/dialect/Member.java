package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;

/**
 * A field at the top of a body that a budget might have written there.
 *
 * @param isCap whether it caps the answer; otherwise it says how much to think
 * @param value the bytes of its value
 */
record Member(String key, boolean isCap, Span value) {
  /**
   * The bytes of the whole field with the comma before it, if they are as {@link BudgetFields} has
   * them; empty where somebody else wrote it.
   */
  Optional<Span> written(byte[] body) {
    if (isNull(body)) {
      return Optional.empty();
    }
    byte[] before = (",\"" + key + "\":").getBytes(UTF_8);
    int start = value.start() - before.length;
    return start >= 0 && Arrays.equals(body, start, value.start(), before, 0, before.length)
        ? Optional.of(new Span(start, value.end()))
        : Optional.empty();
  }

  private boolean isNull(byte[] body) {
    return value.end() > value.start() && body[value.start()] == 'n';
  }
}
