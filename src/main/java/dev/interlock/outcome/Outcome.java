package dev.interlock.outcome;

import java.util.OptionalDouble;

/**
 * What one model made of one prompt.
 *
 * @param score how good the answer was, in [0, 1]
 * @param costUsd what it cost, in USD
 * @param outputTokens how long it was
 */
public record Outcome(OptionalDouble score, OptionalDouble costUsd, OptionalDouble outputTokens) {}
