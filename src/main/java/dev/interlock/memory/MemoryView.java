package dev.interlock.memory;

import java.util.List;

/**
 * The memory, for people: which models are disliked for what, and which rules cause friction.
 *
 * @param revision of what was learnt
 * @param frozen {@code not}, {@code by_hand} or {@code by_guard}
 * @param guard whether learning does harm
 * @param open decisions that feedback may still come for
 * @param overflow entries that were forgotten for want of room
 * @param models by tenant, intent and model, those with the most friction first
 * @param rules those with the most friction first
 */
public record MemoryView(
    long revision,
    String frozen,
    Guard guard,
    long open,
    long overflow,
    List<OfModel> models,
    List<OfRule> rules) {
  /**
   * How the chances with what was learnt compare with those without.
   *
   * @param judgements that tell them apart
   * @param brierWith mean squared error of late with it
   * @param brierWithout mean squared error of late without
   * @param evidenceOfHarm 1 at the beginning
   * @param freezesAt the evidence of harm at which learning is frozen
   */
  public record Guard(
      long judgements,
      double brierWith,
      double brierWithout,
      double evidenceOfHarm,
      double freezesAt) {}

  /**
   * One model at one intent.
   *
   * @param friction signs that something was wrong
   * @param shift log-odds that are added to its chance for prompts like the latest one judged; not
   *     while frozen
   */
  public record OfModel(
      String tenant, String intent, String model, Counts counts, double friction, double shift) {}

  /**
   * What came of decisions that a rule applied to.
   *
   * @param friction signs that something was wrong
   */
  public record OfRule(String rule, Counts counts, double friction) {}
}
