package dev.interlock.equivalence;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The bytes of a {@link Wording}: version, flags, length, both hashes of the whole, and six lists
 * of hashes, each behind its length. Big-endian. Pure; any thread.
 */
final class WordingCodec {
  private static final byte VERSION = 1;
  private static final int HEAD = 1 + 1 + Integer.BYTES + 4 * Long.BYTES;
  private static final int LISTS = 6;
  private static final int GRAMS = 3;
  private static final int CELLS = 3;

  /** Hashes in the longest list that a text of {@link Wording#LONGEST} characters can have. */
  private static final int MOST = 9 * Wording.LONGEST;

  private WordingCodec() {}

  static byte[] encode(Wording wording) {
    long[][] lists = wording.lists();
    int size = HEAD;
    for (long[] list : lists) {
      size += Integer.BYTES + Long.BYTES * list.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.put(VERSION).put((byte) (wording.english() ? 1 : 0)).putInt(wording.length());
    out.putLong(wording.exact().high()).putLong(wording.exact().low());
    out.putLong(wording.gist().high()).putLong(wording.gist().low());
    for (long[] list : lists) {
      out.putInt(list.length);
      for (long hash : list) {
        out.putLong(hash);
      }
    }
    return out.array();
  }

  static Optional<Wording> decode(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (in.get() != VERSION) {
        return Optional.empty();
      }
      byte flags = in.get();
      int length = in.getInt();
      var exact = new Gist(in.getLong(), in.getLong());
      var gist = new Gist(in.getLong(), in.getLong());
      long[][] lists = new long[LISTS][];
      for (int i = 0; i < LISTS; i++) {
        int size = in.getInt();
        if (size < 0 || size > MOST || size > in.remaining() / Long.BYTES) {
          return Optional.empty();
        }
        lists[i] = new long[size];
        for (int j = 0; j < size; j++) {
          lists[i][j] = in.getLong();
        }
      }
      boolean whole = flags >> 1 == 0 && length >= 0 && !in.hasRemaining() && sound(lists);
      return whole
          ? Optional.of(new Wording(length, exact, gist, flags == 1, lists))
          : Optional.empty();
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  /** Whether what is searched by halves is in order, and triples are whole. */
  private static boolean sound(long[][] lists) {
    return ordered(lists[0])
        && ordered(lists[1])
        && (lists[GRAMS].length == 0 || lists[GRAMS].length == Grams.WORDS)
        && lists[GRAMS + 1].length % CELLS == 0
        && lists[GRAMS + 2].length % CELLS == 0;
  }

  private static boolean ordered(long[] hashes) {
    for (int i = 1; i < hashes.length; i++) {
      if (hashes[i - 1] >= hashes[i]) {
        return false;
      }
    }
    return true;
  }
}
