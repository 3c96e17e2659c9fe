package dev.interlock.embedding;

/**
 * How an encoder runs, for operators: shown at start-up, in health and as a metric.
 *
 * @param transformer what became of the transformer
 * @param reason why it is not {@link Transformer#FULL}; empty if it is
 */
public record EncoderStatus(Transformer transformer, String reason) {
  /** What became of the transformer. */
  public enum Transformer {
    /** It runs with 8-bit activations. */
    FULL,
    /** It runs with 7-bit activations, because full 8-bit saturates on this processor. */
    REDUCED,
    /** It does not run: n-grams and the static table decide alone. */
    NONE
  }

  /** Whether quality is less than it was built for. */
  public boolean degraded() {
    return transformer != Transformer.FULL;
  }
}
