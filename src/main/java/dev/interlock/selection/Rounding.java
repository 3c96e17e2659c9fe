package dev.interlock.selection;

import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/** Rounds for people without rounding the truth away. */
final class Rounding {
  private static final double[] SCALES = {1e2, 1e3, 1e4, 1e6, 1e9, 1e12};

  private Rounding() {}

  /**
   * The roundest number at or beyond {@code exact} that satisfies {@code holds}.
   *
   * @param up whether beyond means larger
   */
  static OptionalDouble towards(double exact, boolean up, DoublePredicate holds) {
    for (double scale : SCALES) {
      double rounded = (up ? Math.ceil(exact * scale) : Math.floor(exact * scale)) / scale;
      if (holds.test(rounded)) {
        return OptionalDouble.of(rounded);
      }
    }
    return holds.test(exact) ? OptionalDouble.of(exact) : OptionalDouble.empty();
  }
}
