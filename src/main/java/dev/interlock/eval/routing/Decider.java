package dev.interlock.eval.routing;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.eval.pool.Expectation;
import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.Range;
import dev.interlock.eval.pool.Sweep;
import dev.interlock.predictor.Forecast;
import dev.interlock.predictor.Predictor;
import dev.interlock.predictor.Representation;

/**
 * From a text to a model, at the price of quality that matches the best single model on the prompts
 * learnt from. One thread.
 */
final class Decider {
  private final TextEncoder encoder;
  private final Predictor predictor;
  private final double price;

  /**
   * @param pool what {@code predictor} has learnt
   */
  Decider(TextEncoder encoder, Predictor predictor, Pool pool) {
    this.encoder = encoder;
    this.predictor = predictor;
    this.price =
        Sweep.price(
            pool, Expectation.of(pool, Forecaster.of(predictor)), Range.of(pool).bestQuality());
  }

  /**
   * What was decided.
   *
   * @param chance expected score by model
   * @param support how much like the prompts learnt from the text is, from 0 to 1
   * @param model the model chosen
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Decision(double[] chance, double support, int model) {}

  Decision decide(String text) {
    Representation representation = Representation.of(encoder.encode(text, Deadline.NEVER));
    Forecast forecast = predictor.forecast(representation);
    int model = Sweep.choice(forecast.chance(), predictor.costs(representation), price);
    return new Decision(forecast.chance(), forecast.support(), model);
  }
}
