package dev.interlock.memory;

import java.util.Arrays;
import java.util.List;

/** Occasions and judgements of tests. */
final class Occasions {
  static final float[] NO_KINDS = {};

  private Occasions() {}

  /** Somebody of {@code tenant} asked something of {@code intent}, and {@code model} answered. */
  static Occasion of(String tenant, String intent, String model, double expected, long unixMs) {
    return new Occasion(
        tenant, "auto", intent, List.of("a rule"), model, NO_KINDS, expected, unixMs);
  }

  static Occasion withKinds(String model, double expected, float... kinds) {
    return new Occasion("", "auto", "", List.of(), model, kinds, expected, 0);
  }

  static Experience feedback(Occasion occasion, double score) {
    return new Experience(occasion, Sign.FEEDBACK, score, 1);
  }

  /** A plan of {@code models}, of each of which {@code expected} is expected. */
  static Decided decided(String intent, float expected, String... models) {
    return new Decided(
        "acme",
        "auto",
        intent,
        List.of("a rule"),
        Arrays.stream(models)
            .map(action -> new Decided.Turn(action.split("@", 2)[0], action, expected, expected))
            .toList(),
        NO_KINDS,
        "",
        1_000);
  }

  /**
   * The model {@code small}, of which {@code expected} is expected, and {@code learned} by memory.
   */
  static Decided moved(float expected, float learned, String bundle, float... kinds) {
    return new Decided(
        "acme",
        "auto",
        "billing",
        List.of(),
        List.of(new Decided.Turn("small", "small", expected, learned)),
        kinds,
        bundle,
        1_000);
  }
}
