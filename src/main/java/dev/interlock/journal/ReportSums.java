package dev.interlock.journal;

import java.util.Optional;

/** What a report knows of some of the traffic. One thread. */
final class ReportSums {
  private static final int LEAST_ERROR = 400;

  private final Resampled saved = new Resampled();
  private final Resampled savedAgainstBiggest = new Resampled();
  private final Resampled quality = new Resampled();
  private final Resampled decidedQuality = new Resampled();
  private final Resampled costPerAnswer = new Resampled();
  private final Resampled costPerPass = new Resampled();
  private final Resampled savedByCache = new Resampled();
  private long requests;
  private long answered;
  private long judged;
  private long passes;
  private long cached;
  private double cost;
  private double decidedCost;

  /**
   * Counts one request.
   *
   * @param passed whether its answer was good enough, if anybody knows
   * @param times how often it counts in each resample
   */
  void add(JournalEntry entry, Optional<Boolean> passed, double[] times) {
    requests++;
    boolean whole = entry.complete() && entry.status() > 0 && entry.status() < LEAST_ERROR;
    answered += whole ? 1 : 0;
    entry.tokens().ifPresent(tokens -> add(tokens, entry.isEnforced(), times));
    cached += entry.isCached() ? 1 : 0;
    double before = entry.tokens().map(JournalEntry.Tokens::biggestCost).orElse(0.0);
    savedByCache.add(entry.isCached() ? before : 0, times);
    double paid = entry.tokens().map(JournalEntry.Tokens::cost).orElse(0.0);
    costPerAnswer.add(paid, whole ? 1 : 0, times);
    passed.ifPresent(
        good -> {
          judged++;
          passes += good ? 1 : 0;
          costPerPass.add(paid, good ? 1 : 0, times);
        });
    entry.quality().served().ifPresent(expected -> quality.add(expected, times));
    entry.quality().decided().ifPresent(expected -> decidedQuality.add(expected, times));
  }

  private void add(JournalEntry.Tokens tokens, boolean enforced, double[] times) {
    cost += tokens.cost();
    decidedCost += tokens.decidedCost();
    saved.add(tokens.cost() - tokens.decidedCost(), times);
    // A decision that was followed cost what was paid, by whomever its plan went on to.
    double followed = enforced ? tokens.cost() : tokens.decidedCost();
    savedAgainstBiggest.add(tokens.biggestCost() - followed, times);
  }

  ReportLine line(String group, String name) {
    return new ReportLine(
        group,
        name,
        requests,
        Estimate.share(answered, requests),
        saved.count(),
        cost,
        decidedCost,
        saved.total(),
        savedAgainstBiggest.total(),
        costPerAnswer.mean(),
        judged,
        Estimate.share(passes, judged),
        costPerPass.mean(),
        quality.mean(),
        decidedQuality.mean(),
        cached,
        savedByCache.total());
  }
}
