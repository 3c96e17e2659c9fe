package dev.interlock.routing;

import java.util.function.LongSupplier;

/** Times the stages of one decision. Not thread-safe. */
final class Stages {
  private final LongSupplier nanoTime;
  private final long began;
  private long signalsAt;
  private long policyAt;

  Stages(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
    this.signalsAt = began;
    this.policyAt = began;
  }

  void signalsDone() {
    signalsAt = nanoTime.getAsLong();
    policyAt = signalsAt;
  }

  void policyDone() {
    policyAt = nanoTime.getAsLong();
  }

  /** Ends the last stage and writes all of them down. */
  void choiceDone(DecisionRecord record) {
    long now = nanoTime.getAsLong();
    record.timing(
        micros(signalsAt - began),
        micros(policyAt - signalsAt),
        micros(now - policyAt),
        micros(now - began));
  }

  private static int micros(long nanos) {
    return (int) Math.min(Integer.MAX_VALUE, nanos / 1000);
  }
}
