package dev.interlock.memory;

/** How what is remembered fades. */
final class HalfLife {
  private HalfLife() {}

  /** What is left of what is {@code ageMs} old; of what is to come, all. */
  static double left(long ageMs, double halfLifeMs) {
    return ageMs <= 0 ? 1 : StrictMath.pow(0.5, ageMs / halfLifeMs);
  }
}
