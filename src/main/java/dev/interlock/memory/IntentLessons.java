package dev.interlock.memory;

import java.util.function.DoubleSupplier;

/**
 * What is learnt where no router bundle tells kinds of prompts apart: the intent stands in for the
 * kind. Tenants learn for themselves. Bounded; thread-safe.
 */
final class IntentLessons {
  private static final int NO_KIND = -1;

  private final Residuals residuals;

  /**
   * Nothing learnt.
   *
   * @param halfLifeMs when half of an experience is forgotten, milliseconds
   */
  IntentLessons(DoubleSupplier halfLifeMs) {
    residuals = new Residuals(halfLifeMs);
  }

  void learn(Experience experience) {
    Occasion occasion = experience.occasion();
    if (!Double.isNaN(occasion.expected())) {
      residuals.learn(key(occasion.tenant(), occasion.intent(), occasion.model()), experience, 1);
    }
  }

  /** Log-odds to add to the chance of {@code model}; 0 where nothing is known. */
  double shift(String tenant, String intent, String model) {
    return residuals.shift(key(tenant, intent, model));
  }

  private static Residuals.Key key(String tenant, String intent, String model) {
    return new Residuals.Key(tenant, intent, NO_KIND, model);
  }
}
