package dev.interlock.catalog;

import dev.interlock.inference.Usage;
import java.time.LocalDate;
import java.util.Optional;

/**
 * List price.
 *
 * @param input USD per million input tokens
 * @param cachedInput USD per million input tokens that the provider reads from its prompt cache;
 *     empty: it gives no discount that the operator knows of
 * @param output USD per million output tokens
 * @param asOf the day the price was looked up
 */
public record Price(
    double input, Optional<Double> cachedInput, double output, Optional<LocalDate> asOf) {
  /** A price without a discount for cached input. */
  public Price(double input, double output, Optional<LocalDate> asOf) {
    this(input, Optional.empty(), output, asOf);
  }

  /** USD for {@code inputTokens} and {@code outputTokens}, nothing of it cached. */
  public double usd(double inputTokens, double outputTokens) {
    return (inputTokens * input + outputTokens * output) * 1e-6;
  }

  /** USD for {@code used}, what came from the prompt cache at the price of cached input. */
  public double usd(Usage used) {
    return usd((double) used.inputTokens(), (double) used.outputTokens())
        - discount((double) Math.min(used.cachedTokens(), used.inputTokens()));
  }

  /** USD that {@code cachedTokens} of the input cost less than uncached. */
  public double discount(double cachedTokens) {
    return cachedTokens * (input - cachedInput.orElse(input)) * 1e-6;
  }
}
