package dev.interlock.signal.pii;

/** Is told what is found. */
@FunctionalInterface
public interface Sink {
  /** A thing of {@code kind} between two offsets of the text, the end exclusive. */
  void found(Kind kind, int start, int end);
}
