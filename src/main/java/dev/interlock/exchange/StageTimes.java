package dev.interlock.exchange;

import dev.interlock.proto.decision.v1.Timing;
import dev.interlock.telemetry.Stage;

/** Where a decision record keeps the time of each stage. */
final class StageTimes {
  private StageTimes() {}

  static int micros(Timing timing, Stage stage) {
    return switch (stage) {
      case READ -> timing.getReadUs();
      case QUEUE -> timing.getQueueUs();
      case SIGNALS -> timing.getSignalsUs();
      case POLICY -> timing.getPolicyUs();
      case CHOICE -> timing.getChoiceUs();
      case EDIT -> timing.getEditUs();
    };
  }
}
