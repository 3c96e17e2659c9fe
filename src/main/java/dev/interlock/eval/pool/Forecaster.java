package dev.interlock.eval.pool;

import dev.interlock.predictor.Predictor;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Example;
import java.util.List;

/** Whoever expects something of each model for a prompt. Immutable. */
public interface Forecaster {
  /** Expected score by model. */
  double[] chance(Example example);

  /** Expected cost by model, in the unit of the outcomes. */
  double[] cost(Example example);

  /** How much is known of prompts like this one: from 0, nothing, to 1. */
  double support(Example example);

  /** How one comes to be. */
  interface Teacher {
    /** Learns from {@code rows}, whose scores are those of {@code models} models. */
    Forecaster teach(List<Example> rows, int models);
  }

  /** What {@code interlock train} learns. */
  static Forecaster trained(List<Example> rows, int models) {
    return of(BundleTrainer.train(rows, models));
  }

  /** What {@code predictor} expects, which does not know the task. */
  static Forecaster of(Predictor predictor) {
    return new Forecaster() {
      @Override
      public double[] chance(Example example) {
        return predictor.forecast(example.text()).chance();
      }

      @Override
      public double[] cost(Example example) {
        return predictor.costs(example.text());
      }

      @Override
      public double support(Example example) {
        return predictor.forecast(example.text()).support();
      }
    };
  }
}
