package dev.interlock.simulator;

/**
 * What a simulated model charges.
 *
 * @param input USD per million input tokens
 * @param output USD per million output tokens
 */
public record Price(double input, double output) {
  double usd(int inputTokens, int outputTokens) {
    return (inputTokens * input + outputTokens * output) * 1e-6;
  }
}
