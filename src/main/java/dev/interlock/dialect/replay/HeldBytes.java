package dev.interlock.dialect.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes copied as they come, up to a bound. Segments double up to 64 KiB, so that nothing is copied
 * twice and little is held beyond what came.
 */
final class HeldBytes {
  private static final int FIRST_SEGMENT = 1 << 10;
  private static final int LARGEST_SEGMENT = 1 << 16;

  private final int bound;
  private final List<byte[]> full = new ArrayList<>();
  private byte[] last = new byte[0];
  private int used;
  private int fullBytes;
  private boolean overflowed;

  HeldBytes(int bound) {
    this.bound = Math.max(bound, 0);
  }

  /** Copies from position to limit and moves neither; past the bound, all is let go. */
  void append(ByteBuffer chunk) {
    if (overflowed) {
      return;
    }
    int from = chunk.position();
    int left = chunk.remaining();
    if (left > bound - size()) {
      clear();
      overflowed = true;
      return;
    }
    while (left > 0) {
      if (used == last.length) {
        grow();
      }
      int count = Math.min(left, last.length - used);
      chunk.get(from, last, used, count);
      used += count;
      from += count;
      left -= count;
    }
  }

  private void grow() {
    if (last.length > 0) {
      full.add(last);
      fullBytes += last.length;
    }
    int wanted = Math.clamp(last.length * 2L, FIRST_SEGMENT, LARGEST_SEGMENT);
    last = new byte[Math.min(wanted, bound - fullBytes)];
    used = 0;
  }

  void clear() {
    full.clear();
    last = new byte[0];
    used = 0;
    fullBytes = 0;
  }

  boolean overflowed() {
    return overflowed;
  }

  int size() {
    return fullBytes + used;
  }

  /** What the bytes take in memory, the unused rest of the last segment included. */
  long allocated() {
    return (long) fullBytes + last.length;
  }

  void feed(Sink sink) {
    for (byte[] segment : full) {
      sink.accept(segment, segment.length);
    }
    sink.accept(last, used);
  }

  byte[] toArray() {
    var all = ByteBuffer.allocate(size());
    feed((segment, length) -> all.put(segment, 0, length));
    return all.array();
  }

  /** Takes one segment after the other. */
  interface Sink {
    void accept(byte[] segment, int length);
  }
}
