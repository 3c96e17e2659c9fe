package dev.interlock.routing;

/** A step down the degradation ladder that a decision took. The list is documented and stable. */
public enum Degradation {
  SIGNALS_DEADLINE("signals_deadline", "Signals were left out because the deadline had passed."),
  SIGNAL_UNAVAILABLE("signal_unavailable", "A signal could not be computed."),
  RULE_UNKNOWN("rule_unknown", "A rule needed something that could not be computed."),
  DEFAULT_USED(
      "default_used",
      "The virtual model's default was used without a choice, or who stands in while it rests."),
  ALL_RESTING(
      "all_resting", "Every candidate's server failed lately: the best one is tried all the same."),
  INTERNAL_ERROR("internal_error", "A bug stopped the decision.");

  private final String code;
  private final String meaning;

  Degradation(String code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The documented code. */
  public String code() {
    return code;
  }

  /** One sentence for the reference. */
  public String meaning() {
    return meaning;
  }
}
