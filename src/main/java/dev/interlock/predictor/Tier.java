package dev.interlock.predictor;

import java.util.Arrays;
import java.util.List;

/** The classes of models that the shipped bundle learnt in place of models. */
public enum Tier {
  /** Some 7 to 9 billion parameters. */
  SMALL("small-tier"),
  /** Some 30 to 70 billion, or the quick model of a provider. */
  MEDIUM("medium-tier"),
  /** What was a provider's best, or nearly. */
  LARGE("large-tier");

  /** Share of mixed traffic that a small model answers well: where catalogues begin to count. */
  public static final double SMALL_QUALITY = 0.62;

  private final String modelName;

  Tier(String modelName) {
    this.modelName = modelName;
  }

  /** Its name among the models of a bundle. */
  public String modelName() {
    return modelName;
  }

  /** Those of all tiers, in order: the models of a bundle of tiers. */
  static List<String> names() {
    return Arrays.stream(values()).map(Tier::modelName).sorted().toList();
  }
}
