package dev.interlock.eval.routing;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.eval.pool.Expectation;
import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.Range;
import dev.interlock.eval.pool.Sweep;
import dev.interlock.predictor.Representation;
import dev.interlock.predictor.training.Example;
import java.util.Optional;

/**
 * From a text to a model, at the price of quality that matches the best single model on some
 * prompts. One thread.
 */
final class Decider {
  private static final double[] UNKNOWN = {};

  private final TextEncoder encoder;
  private final Forecaster forecaster;
  private final double price;

  /**
   * @param pool the prompts, and models in the order in which {@code forecaster} has them
   */
  Decider(TextEncoder encoder, Forecaster forecaster, Pool pool) {
    this.encoder = encoder;
    this.forecaster = forecaster;
    this.price = Sweep.price(pool, Expectation.of(pool, forecaster), Range.of(pool).bestQuality());
  }

  /**
   * What was decided.
   *
   * @param chance expected score by model
   * @param model the model chosen
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Decision(double[] chance, int model) {}

  Decision decide(String text) {
    Example example = example(text);
    double[] chance = forecaster.chance(example);
    return new Decision(chance, Sweep.choice(chance, forecaster.cost(example), price));
  }

  /** How much is known of texts like this one, from 0 to 1. */
  double support(String text) {
    return forecaster.support(example(text));
  }

  private Example example(String text) {
    var representation = Representation.of(encoder.encode(text, Deadline.NEVER));
    return new Example(representation, "", Optional.empty(), UNKNOWN, UNKNOWN, UNKNOWN);
  }
}
