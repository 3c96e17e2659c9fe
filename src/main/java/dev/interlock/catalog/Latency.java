package dev.interlock.catalog;

/**
 * Expected latency, declared by the operator until measured.
 *
 * @param firstTokenMs milliseconds to the first token
 * @param perTokenMs milliseconds per output token after it
 */
public record Latency(double firstTokenMs, double perTokenMs) {
  public static final Latency UNKNOWN = new Latency(0, 0);

  /** Milliseconds for an answer of {@code outputTokens}. */
  public double ms(double outputTokens) {
    return firstTokenMs + outputTokens * perTokenMs;
  }
}
