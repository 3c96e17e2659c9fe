package dev.interlock.memory;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.OptionalDouble;

/** A decision that signs may still come for, and those that came. Thread-safe. */
final class OpenDecision {
  private static final int BYTES = 420;
  private static final int PLAN_BYTES = 16;

  private final Decided decided;

  @GuardedBy("this")
  private int answered;

  @GuardedBy("this")
  private double score = Double.NaN;

  /** A bit for each sign at each place of the plan: each is noticed once. */
  @GuardedBy("this")
  private long noticed;

  /** Whether what was added to its chances has been forgotten since. */
  @GuardedBy("this")
  private boolean stale;

  OpenDecision(Decided decided) {
    this.decided = decided;
  }

  Decided decided() {
    return decided;
  }

  /** Bytes of heap, about, its id and the map included. */
  int bytes() {
    return BYTES + PLAN_BYTES * decided.plan().size() + Float.BYTES * decided.kinds().length;
  }

  /** The model {@code id} gave the answer. */
  synchronized void answeredBy(String id) {
    answered = Math.max(0, decided.place(id));
  }

  /** Where who answered stands in the plan; the first, while nobody has. */
  synchronized int answered() {
    return answered;
  }

  /** Puts {@code score} in the place of the one before, which it returns. */
  synchronized OptionalDouble judge(double next) {
    OptionalDouble before = Double.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
    score = next;
    return before;
  }

  /** Nothing came of it yet, as far as anybody remembers. */
  synchronized void forget() {
    score = Double.NaN;
    noticed = 0;
    stale = true;
  }

  /** The chance of the one at {@code place} with what was learnt, as far as that still counts. */
  synchronized double learned(int place) {
    return (stale ? decided.expected() : decided.learned())[place];
  }

  /** Whether {@code sign} at {@code place} is new. */
  synchronized boolean notice(Sign sign, int place) {
    long bit = 1L << (row(sign) * Decided.MOST + place);
    boolean isNew = (noticed & bit) == 0;
    noticed |= bit;
    return isNew;
  }

  private static int row(Sign sign) {
    return switch (sign) {
      case FEEDBACK -> 0;
      case REASK -> 1;
      case COMPLAINT -> 2;
      case FAILURE -> 3;
      case ESCALATION -> 4;
    };
  }
}
