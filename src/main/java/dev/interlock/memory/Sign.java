package dev.interlock.memory;

import java.util.Locale;

/** What tells that an answer was worth something, or nothing. */
public enum Sign {
  /** Somebody, or a program, judged the answer. */
  FEEDBACK(1, false),
  /** The next message of the conversation asks nearly the same again. */
  REASK(0.25, true),
  /** The next message of the conversation says that the answer is wrong. */
  COMPLAINT(0.25, true),
  /** The model gave no answer, an error of its server's, or one that broke off. */
  FAILURE(0.25, true),
  /** The next model of the plan was asked in its place. */
  ESCALATION(0.25, true);

  private final double weight;
  private final boolean implicit;

  Sign(double weight, boolean implicit) {
    this.weight = weight;
    this.implicit = implicit;
  }

  /** How much of a whole judgement it is. */
  public double weight() {
    return weight;
  }

  /** Whether nobody said so: it was seen in the traffic. */
  public boolean isImplicit() {
    return implicit;
  }

  /** The documented code. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
