package dev.interlock.dialect.replay;

import dev.interlock.dialect.replay.AnswerCopy.Why;

/** Ends the reading of an answer that is not to be told again. Never leaves this package. */
final class Objection extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Why why;

  Objection(Why why) {
    super(why.name(), null, false, false);
    this.why = why;
  }

  Why why() {
    return why;
  }

  static Objection unreadable() {
    return new Objection(Why.UNREADABLE);
  }
}
