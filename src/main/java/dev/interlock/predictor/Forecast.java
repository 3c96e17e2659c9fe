package dev.interlock.predictor;

import java.util.List;

/**
 * What is expected of each model, in the order of the bundle's.
 *
 * @param chance expected score of the answer, in [0, 1]: the chance of a sufficient one where
 *     scores are 0 or 1
 * @param outputTokens expected tokens of the answer; NaN where the outcomes did not tell
 * @param support how much like the training texts this one is: 0, wholly unlike them, when only the
 *     models' averages count, to 1
 * @param kinds how likely each kind of prompt is, in the order of {@code kindNames}; they sum to 1
 * @param kindNames of the bundle's kinds: tasks of the outcome file, or clusters
 */
@SuppressWarnings("ArrayRecordComponent")
public record Forecast(
    double[] chance,
    double[] outputTokens,
    double support,
    float[] kinds,
    List<String> kindNames) {}
