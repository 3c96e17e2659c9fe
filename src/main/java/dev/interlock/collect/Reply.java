package dev.interlock.collect;

import dev.interlock.inference.Usage;

/** What became of a call, tries included. */
sealed interface Reply {
  /** What was paid for it, in USD, tries that came to nothing included. */
  double usd();

  /** The same after tries that cost {@code earlier} and came to nothing. */
  Reply after(double earlier);

  /**
   * An answer of the model that was asked.
   *
   * @param text what it says; empty if it says nothing
   * @param usage tokens of the last try, reported or estimated
   * @param answerUsd what the last try cost
   * @param cut whether it ended because it was as long as it may be
   */
  record Answered(String text, Usage usage, double answerUsd, boolean cut, double usd)
      implements Reply {
    @Override
    public Answered after(double earlier) {
      return new Answered(text, usage, answerUsd, cut, earlier + usd);
    }

    /** Not the text. */
    @Override
    public String toString() {
      return "Answered[" + usage + "]";
    }
  }

  /** No answer that counts. */
  record Missing(Cause cause, double usd) implements Reply {
    @Override
    public Missing after(double earlier) {
      return new Missing(cause, earlier + usd);
    }
  }

  /** Nobody was asked, or asked again: it might have cost more than is left. */
  record Unaffordable(double usd) implements Reply {
    @Override
    public Unaffordable after(double earlier) {
      return new Unaffordable(earlier + usd);
    }
  }
}
