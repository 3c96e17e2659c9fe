package dev.interlock.conversation;

import java.nio.ByteBuffer;

/**
 * Stands for a conversation up to some turn: the first half of a keyed SHA-256. The text cannot be
 * had from it.
 */
record Fingerprint(long high, long low) {
  static Fingerprint of(byte[] hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    return new Fingerprint(bytes.getLong(), bytes.getLong());
  }

  /** It links requests to each other, which is nobody's business in a log. */
  @Override
  public String toString() {
    return "Fingerprint[]";
  }
}
