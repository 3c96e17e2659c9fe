package dev.interlock.semantic;

import dev.interlock.reuse.Certificate;
import dev.interlock.reuse.Choice;
import dev.interlock.reuse.Poll;
import dev.interlock.reuse.ReuseBoundaries;
import dev.interlock.reuse.ReuseSettings;
import dev.interlock.reuse.Ticket;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongPredicate;

/** The promise of one scope, with what is counted of it. Thread-safe. */
final class Promise {
  private final PromiseKey key;
  private final ReuseBoundaries boundary;
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
    boundary = new ReuseBoundaries(ReuseSettings.of(key.maxError()), lots);
  }

  PromiseKey key() {
    return key;
  }

  /**
   * Where an entry stood to a question.
   *
   * @param chance that its answer is right, as the entries around have it
   * @param words how the second check saw both
   */
  record Place(long entry, double similarity, double chance, Poll.Standing words) {
    static Place of(Poll.Candidate candidate) {
      Poll.Near near = candidate.near();
      return new Place(near.entry(), near.cosine(), candidate.chance(), near.standing());
    }

    /** The same place for another entry. */
    Place of(long other) {
      return new Place(other, similarity, chance, words);
    }
  }

  /**
   * Something to be learnt.
   *
   * @param on the earlier entry, whose answer is compared
   * @param bet empty of an entry that was not to serve
   * @param given the number of the entry that the answer becomes which tells
   */
  record Lesson(Poll.Candidate on, Optional<Ticket> bet, long given) {
    Place place() {
      return Place.of(on);
    }

    long kin() {
      return on.near().kin();
    }
  }

  Choice decide(Poll.Candidate candidate) {
    Choice choice = boundary.decide(candidate);
    if (choice instanceof Choice.Reuse) {
      hits.increment();
    }
    return choice;
  }

  /** Whether the entry would have been right there: known of both answers alike. */
  void learn(Lesson lesson, boolean isRight) {
    if (lesson.bet().isPresent()) {
      (isRight ? right : wrong).increment();
      boundary.learn(lesson.on(), lesson.bet().get(), isRight);
    } else if (isThere.test(lesson.place().entry())) {
      boundary.compared(lesson.on(), isRight);
    } else {
      hearOfKin(lesson.kin(), lesson.place().words(), isRight);
    }
    hear(lesson.place().of(lesson.given()), isRight);
  }

  /**
   * Takes into account what is learnt of an entry, here or on another replica, without a bet: it
   * teaches this entry alone. What may be risked is bet on what was judged here.
   */
  void hear(Place place, boolean isRight) {
    if (isThere.test(place.entry())) {
      boundary.note(place.entry(), place.similarity(), place.chance(), place.words(), isRight);
    }
  }

  /** Takes into account what is learnt of the answers of a kin, here or on another replica. */
  void hearOfKin(long kin, Poll.Standing words, boolean isRight) {
    boundary.heard(kin, words, isRight);
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
