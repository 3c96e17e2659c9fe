package dev.interlock.embedding;

import dev.interlock.concurrent.Deadline;

/**
 * Makes encodings. Thread-safe; returns at once, the work happens when a representation is asked
 * for.
 */
public interface TextEncoder {
  /**
   * An encoding of {@code text} whose forward pass is skipped once {@code deadline} has expired.
   */
  Encoding encode(String text, Deadline deadline);

  /** The vector space of the encodings. */
  String space();
}
