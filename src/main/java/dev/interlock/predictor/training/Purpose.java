package dev.interlock.predictor.training;

/** Which prompts a predictor is for; says how boldly it tells their kinds. */
public enum Purpose {
  /** Prompts of the kinds that the examples are of, as from the same traffic. */
  SAME_KINDS,

  /**
   * Prompts that may be of no kind that an example is of. Kinds are told by ridge regression, which
   * is less sure of them, and each model is learnt alone: on tasks held out within the training
   * data of the shipped bundle, nothing else was better beyond noise.
   */
  OTHER_KINDS
}
