package dev.interlock.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.DoubleSupplier;

/** Residuals by what they are of; who was not heard of longest is forgotten. Thread-safe. */
final class Residuals {
  private static final int MOST = 20_000;

  private final DoubleSupplier halfLifeMs;
  private final Cache<Key, Residual> residuals =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  /**
   * What a residual is of.
   *
   * @param intent empty where a kind tells more
   * @param kind its place in the router bundle; negative: none
   */
  record Key(String tenant, String intent, int kind, String model) {}

  /**
   * None.
   *
   * @param halfLifeMs when half of an experience is forgotten, milliseconds
   */
  Residuals(DoubleSupplier halfLifeMs) {
    this.halfLifeMs = halfLifeMs;
  }

  /** Adds {@code share} of {@code experience}, of which something was expected. */
  void learn(Key key, Experience experience, double share) {
    residuals
        .asMap()
        .merge(
            key,
            and(Residual.NONE, experience, share),
            (before, _) -> and(before, experience, share));
  }

  private Residual and(Residual before, Experience experience, double share) {
    return before.and(
        experience.score(),
        experience.occasion().expected(),
        share * experience.weight(),
        experience.occasion().timeUnixMs(),
        halfLifeMs.getAsDouble());
  }

  /** In log-odds; 0 where nothing is known. */
  double shift(Key key) {
    Residual residual = residuals.getIfPresent(key);
    return residual == null ? 0 : residual.shift();
  }
}
