package dev.interlock.memory;

import java.util.function.DoubleSupplier;

/**
 * By how much each model's answers were better or worse than expected, by kind of prompt; without
 * kinds, on the whole. Tenants learn for themselves: nobody's feedback moves another's requests.
 *
 * <p>Old experiences fade as newer ones of the same model and kind come. Bounded; thread-safe.
 */
final class ResidualLessons implements Lessons {
  private static final int NO_KIND = -1;

  /** Less of a kind than this tells nothing of it. */
  private static final float LEAST = 0.01f;

  private final Residuals residuals;

  /**
   * Nothing learnt.
   *
   * @param halfLifeMs when half of an experience is forgotten, milliseconds
   */
  ResidualLessons(DoubleSupplier halfLifeMs) {
    residuals = new Residuals(halfLifeMs);
  }

  @Override
  public void learn(Experience experience) {
    Occasion occasion = experience.occasion();
    if (Double.isNaN(occasion.expected())) {
      return;
    }
    float[] kinds = occasion.kinds();
    if (kinds.length == 0) {
      residuals.learn(key(occasion.tenant(), NO_KIND, occasion.model()), experience, 1);
    }
    for (int kind = 0; kind < kinds.length; kind++) {
      if (kinds[kind] >= LEAST) {
        residuals.learn(key(occasion.tenant(), kind, occasion.model()), experience, kinds[kind]);
      }
    }
  }

  @Override
  public double shift(String tenant, float[] kinds, String model) {
    if (kinds.length == 0) {
      return residuals.shift(key(tenant, NO_KIND, model));
    }
    double shift = 0;
    for (int kind = 0; kind < kinds.length; kind++) {
      if (kinds[kind] >= LEAST) {
        shift += kinds[kind] * residuals.shift(key(tenant, kind, model));
      }
    }
    return shift;
  }

  private static Residuals.Key key(String tenant, int kind, String model) {
    return new Residuals.Key(tenant, "", kind, model);
  }
}
