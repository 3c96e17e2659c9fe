package dev.interlock.eval.sessions;

/** What became of many conversations. Not thread-safe. */
final class SessionTally {
  private long conversations;
  private long requests;
  private long switches;
  private long switchesInToolCalls;
  private long inToolCalls;
  private double usd;
  private double chances;

  /**
   * One answer.
   *
   * @param switched whether another model gave the one before
   * @param toolCallOpen whether a tool call was being answered
   * @param chance that it suffices, as the decision saw it
   */
  void add(boolean switched, boolean toolCallOpen, double paid, double chance) {
    requests++;
    switches += switched ? 1 : 0;
    inToolCalls += toolCallOpen ? 1 : 0;
    switchesInToolCalls += switched && toolCallOpen ? 1 : 0;
    usd += paid;
    chances += chance;
  }

  void conversation() {
    conversations++;
  }

  long conversations() {
    return conversations;
  }

  long requests() {
    return requests;
  }

  long inToolCalls() {
    return inToolCalls;
  }

  long switches() {
    return switches;
  }

  long switchesInToolCalls() {
    return switchesInToolCalls;
  }

  double usd() {
    return usd;
  }

  double meanChance() {
    return chances / requests;
  }
}
