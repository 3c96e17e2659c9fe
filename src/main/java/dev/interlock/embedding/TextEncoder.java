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

  /** The vector space of {@link Encoding#forward()}, which a head that reads it is bound to. */
  String space();

  /**
   * The vector space of {@link Encoding#staticVector()}, which a router bundle is bound to: it
   * reads no other vectors, and outlives another transformer.
   */
  default String staticSpace() {
    return space();
  }
}
