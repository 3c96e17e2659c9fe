package dev.interlock.exchange;

import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Outcome;

/** What became of decisions, in short. */
public final class Outcomes {
  private Outcomes() {}

  /** The model that answers, or whose kept answer is given; empty where none does. */
  public static String model(Decision decision) {
    Outcome outcome = decision.getOutcome();
    return outcome.hasCached() ? outcome.getCached().getModel() : outcome.getForward().getModel();
  }
}
