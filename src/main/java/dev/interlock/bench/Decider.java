package dev.interlock.bench;

/** Decides, in this process: what {@code decision_*} times. */
interface Decider extends AutoCloseable {
  /** From the bytes of a chat request to its outcome; true if the transformer ran for it. */
  boolean decide(byte[] body);

  @Override
  void close();
}
