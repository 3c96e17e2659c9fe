package dev.interlock.journal;

import java.util.random.RandomGenerator;

/** What a report knows of some of the traffic. One thread. */
final class ReportSums {
  private static final int LEAST_ERROR = 400;

  private final Resampled saved;
  private final Resampled savedAgainstBiggest;
  private final Resampled quality;
  private final Resampled decidedQuality;
  private long requests;
  private long answered;
  private double cost;
  private double decidedCost;

  ReportSums(RandomGenerator random) {
    saved = new Resampled(random);
    savedAgainstBiggest = new Resampled(random);
    quality = new Resampled(random);
    decidedQuality = new Resampled(random);
  }

  void add(JournalEntry entry) {
    requests++;
    boolean whole = entry.complete() && entry.status() > 0 && entry.status() < LEAST_ERROR;
    answered += whole ? 1 : 0;
    entry.tokens().ifPresent(this::add);
    entry.quality().served().ifPresent(quality::add);
    entry.quality().decided().ifPresent(decidedQuality::add);
  }

  private void add(JournalEntry.Tokens tokens) {
    cost += tokens.cost();
    decidedCost += tokens.decidedCost();
    saved.add(tokens.cost() - tokens.decidedCost());
    savedAgainstBiggest.add(tokens.biggestCost() - tokens.decidedCost());
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
        answered == 0 ? 0 : cost / answered,
        quality.mean(),
        decidedQuality.mean());
  }
}
