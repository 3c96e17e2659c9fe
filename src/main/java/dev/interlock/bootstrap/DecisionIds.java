package dev.interlock.bootstrap;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Decision ids: {@code d-} and 26 letters and digits that begin with the time, so that ids sort by
 * it, and end in a random prefix of this process and a count, so that no two are the same.
 * Thread-safe.
 */
final class DecisionIds implements Supplier<String> {
  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int TIME_CHARS = 10;
  private static final int RANDOM_CHARS = 8;
  private static final int COUNT_CHARS = 8;

  private final InstantSource clock;
  private final long process = new SecureRandom().nextLong();
  private final AtomicLong count = new AtomicLong();

  DecisionIds(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String get() {
    char[] id = new char[2 + TIME_CHARS + RANDOM_CHARS + COUNT_CHARS];
    id[0] = 'd';
    id[1] = '-';
    write(clock.millis(), id, 2, TIME_CHARS);
    write(process, id, 2 + TIME_CHARS, RANDOM_CHARS);
    write(count.getAndIncrement(), id, 2 + TIME_CHARS + RANDOM_CHARS, COUNT_CHARS);
    return new String(id);
  }

  /** Five bits a character, the lowest last. */
  private static void write(long value, char[] id, int from, int length) {
    long rest = value;
    for (int i = from + length - 1; i >= from; i--) {
      id[i] = ALPHABET[(int) (rest & 31)];
      rest >>>= 5;
    }
  }
}
