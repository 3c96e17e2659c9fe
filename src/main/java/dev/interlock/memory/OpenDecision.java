package dev.interlock.memory;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;

/** A decision that signs may still come for, and those that came. Thread-safe. */
final class OpenDecision {
  private static final int BYTES = 420;

  private static final int TURN_BYTES = 40;

  /** Of a name, without its characters. */
  private static final int NAME_BYTES = 56;

  private final Decided decided;

  @GuardedBy("this")
  private int answered;

  @GuardedBy("this")
  private Optional<Said> said = Optional.empty();

  /** A bit for each sign at each place of the plan: each is noticed once. */
  @GuardedBy("this")
  private long noticed;

  /** Whether what was added to its chances has been forgotten since. */
  @GuardedBy("this")
  private boolean stale;

  /**
   * What somebody said of the answer.
   *
   * @param earlier score and time of it
   * @param learnt whether it moved chances
   */
  record Said(Judgement.Earlier earlier, boolean learnt) {}

  OpenDecision(Decided decided) {
    this.decided = decided;
  }

  Decided decided() {
    return decided;
  }

  /** Bytes of heap, about, its id and the map included. */
  int bytes() {
    int turns = decided.plan().stream().mapToInt(OpenDecision::bytes).sum();
    return BYTES + turns + Float.BYTES * decided.kinds().length;
  }

  /** A name without an effort is the catalogue's own. */
  private static int bytes(Decided.Turn turn) {
    boolean own = turn.action().equals(turn.model());
    return TURN_BYTES + (own ? 0 : NAME_BYTES + turn.action().length());
  }

  /** The model {@code id} gave the answer. */
  synchronized void answeredBy(String id) {
    answered = decided.place(id);
  }

  /**
   * Where who answered stands in the plan; the first, while nobody has. Negative: it is none of
   * those.
   */
  synchronized int answered() {
    return answered;
  }

  /** What was said last. */
  synchronized Optional<Said> said() {
    return said;
  }

  /** Puts {@code next} in the place of what was said before. */
  synchronized void say(Said next) {
    said = Optional.of(next);
  }

  /** Nothing came of it yet, as far as anybody remembers. */
  synchronized void forget() {
    said = Optional.empty();
    noticed = 0;
    stale = true;
  }

  /** The chance of the one at {@code place} with what was learnt, as far as that still counts. */
  synchronized double learned(int place) {
    Decided.Turn turn = decided.plan().get(place);
    return stale ? turn.expected() : turn.learned();
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
