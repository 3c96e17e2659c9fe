package dev.interlock.catalog;

import java.time.LocalDate;
import java.util.Optional;

/**
 * List price.
 *
 * @param input USD per million input tokens
 * @param output USD per million output tokens
 * @param asOf the day the price was looked up
 */
public record Price(double input, double output, Optional<LocalDate> asOf) {
  /** USD for {@code inputTokens} and {@code outputTokens}. */
  public double usd(double inputTokens, double outputTokens) {
    return (inputTokens * input + outputTokens * output) * 1e-6;
  }
}
