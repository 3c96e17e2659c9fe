package dev.interlock.semantic;

import dev.interlock.reuse.Certificate;
import dev.interlock.reuse.Choice;
import dev.interlock.reuse.ReuseBoundary;
import dev.interlock.reuse.ReuseSettings;
import dev.interlock.reuse.Ticket;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongPredicate;

/** The promise of one scope, with what is counted of it. Thread-safe. */
final class Promise {
  private final PromiseKey key;
  private final ReuseBoundary boundary;
  private final LongPredicate isThere;
  private final LongAdder right = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final LongAdder hits = new LongAdder();
  private final LongAdder unjudged = new LongAdder();

  /**
   * A promise that is still to be earned.
   *
   * @param isThere whether there is an entry of that number
   */
  Promise(PromiseKey key, DoubleSupplier lots, LongPredicate isThere) {
    this.key = key;
    this.isThere = isThere;
    boundary = new ReuseBoundary(ReuseSettings.of(key.maxError()), lots);
  }

  PromiseKey key() {
    return key;
  }

  /** Where an entry stood to a question. */
  record Place(long entry, double similarity, double chance) {}

  /**
   * Something to be learnt.
   *
   * @param ticket of the entry that might have served
   * @param given the number of the entry that the answer becomes which tells
   */
  record Lesson(Place place, Ticket ticket, long given) {}

  Choice decide(Place place) {
    Choice choice = boundary.decide(place.entry(), place.similarity(), place.chance());
    if (choice instanceof Choice.Reuse) {
      hits.increment();
    }
    return choice;
  }

  /** Whether the entry would have been right there: known of both answers alike. */
  void learn(Lesson lesson, boolean isRight) {
    (isRight ? right : wrong).increment();
    Place place = lesson.place();
    boundary.learn(lesson.ticket(), isRight);
    if (isThere.test(lesson.given())) {
      boundary.note(lesson.given(), place.similarity(), place.chance(), isRight);
    }
  }

  /**
   * Takes into account what another replica learnt of the entry, which teaches this one alone: what
   * may be risked is bet on what was judged here.
   */
  void hear(Place place, boolean isRight) {
    boundary.note(place.entry(), place.similarity(), place.chance(), isRight);
  }

  /** An entry is there no more. */
  void forget(long entry) {
    boundary.forget(entry);
  }

  /** Nobody could say whether the entry would have been right. */
  void unjudged() {
    unjudged.increment();
  }

  long notJudged() {
    return unjudged.sum();
  }

  Certificate certificate() {
    return boundary.certificate();
  }

  long hits() {
    return hits.sum();
  }

  long judgedRight() {
    return right.sum();
  }

  long judgedWrong() {
    return wrong.sum();
  }
}
