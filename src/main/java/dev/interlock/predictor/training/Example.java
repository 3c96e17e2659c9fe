package dev.interlock.predictor.training;

import dev.interlock.predictor.Representation;
import java.util.Optional;

/**
 * A prompt to learn from.
 *
 * @param text what a prediction will see of it
 * @param key hash of its normalised text: rows of one key never straddle a split
 * @param task the kind of work, if it is known
 * @param scores by model; NaN where unknown
 * @param tokens length of the answer by model; NaN where unknown
 * @param costs USD by model; NaN where unknown
 */
@SuppressWarnings("ArrayRecordComponent")
public record Example(
    Representation text,
    String key,
    Optional<String> task,
    double[] scores,
    double[] tokens,
    double[] costs) {}
