package dev.interlock.catalog;

/**
 * Energy use.
 *
 * @param input Wh per thousand input tokens
 * @param output Wh per thousand output tokens
 */
public record Energy(double input, double output) {
  public static final Energy UNKNOWN = new Energy(0, 0);

  /** Wh for {@code inputTokens} and {@code outputTokens}. */
  public double wh(double inputTokens, double outputTokens) {
    return (inputTokens * input + outputTokens * output) * 1e-3;
  }
}
