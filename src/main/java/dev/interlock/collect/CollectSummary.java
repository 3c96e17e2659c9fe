package dev.interlock.collect;

import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param prompts asked, whatever came of it
 * @param planned prompts of which some model had still to be asked
 * @param models in the order in which they were asked
 * @param usd spent, judge and lost tries included
 * @param retries tries beyond the first
 * @param setAside models that were asked no more, since they answered nothing
 * @param end why it ended
 */
public record CollectSummary(
    int prompts,
    int planned,
    List<ModelLine> models,
    double usd,
    long retries,
    List<String> setAside,
    End end) {
  public CollectSummary {
    models = List.copyOf(models);
    setAside = List.copyOf(setAside);
  }

  /** Why a run ended. */
  public enum End {
    /** Every prompt was asked. */
    DONE,
    /** The next answer might have cost more than was left. */
    OUT_OF_BUDGET,
    /** No model answers any more. */
    NOBODY_ANSWERS,
    /** Somebody stopped it. */
    STOPPED
  }

  /**
   * One model's part.
   *
   * @param answered answers that it gave
   * @param scored those that have a score
   * @param mean their mean score
   * @param usd what its answers cost
   * @param cut answers that were as long as they may be
   * @param estimated answers whose server did not say how many tokens they took
   * @param ungraded answers without a score, by the reason
   * @param missing answers that did not come, by the cause
   */
  public record ModelLine(
      String model,
      int answered,
      int scored,
      double mean,
      double usd,
      int cut,
      int estimated,
      Map<String, Integer> ungraded,
      Map<String, Integer> missing) {}
}
