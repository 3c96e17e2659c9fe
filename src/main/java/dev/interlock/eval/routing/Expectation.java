package dev.interlock.eval.routing;

/**
 * What is expected of each model for each example, by whatever means.
 *
 * @param chance expected score by example and model
 * @param cost expected cost by example and model, in the unit of the outcomes
 */
@SuppressWarnings("ArrayRecordComponent")
record Expectation(double[][] chance, double[][] cost) {}
