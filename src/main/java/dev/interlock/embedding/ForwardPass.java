package dev.interlock.embedding;

import java.util.Optional;

/** The transformer: token ids to a vector. Thread-safe. */
public interface ForwardPass extends AutoCloseable {
  /**
   * The L2-normalised vector of {@code text}, or empty if the pass failed.
   *
   * @param tokens the tokens of the text, for encoders with our vocabulary; others use the text
   */
  Optional<Output> run(String text, Tokens tokens);

  /** Length of the vectors. */
  int dimension();

  @Override
  void close();

  /**
   * A vector and how many tokens it was made from, markers included.
   *
   * @param vector L2-normalised; do not modify
   * @param tokens tokens the transformer was given
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Output(float[] vector, int tokens) {}
}
