package dev.interlock.journal;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a report knows of some of the traffic. One thread. */
final class ReportSums {
  private static final int LEAST_ERROR = 400;

  private final Resampled saved;
  private final Resampled savedAgainstBiggest;
  private final Resampled quality;
  private final Resampled decidedQuality;
  private final Resampled costPerAnswer;
  private final Resampled costPerPass;
  private long requests;
  private long answered;
  private long judged;
  private long passes;
  private double cost;
  private double decidedCost;

  ReportSums(RandomGenerator random) {
    saved = new Resampled(random);
    savedAgainstBiggest = new Resampled(random);
    quality = new Resampled(random);
    decidedQuality = new Resampled(random);
    costPerAnswer = new Resampled(random);
    costPerPass = new Resampled(random);
  }

  /**
   * Counts one request.
   *
   * @param passed whether its answer was good enough, if anybody knows
   */
  void add(JournalEntry entry, Optional<Boolean> passed) {
    requests++;
    boolean whole = entry.complete() && entry.status() > 0 && entry.status() < LEAST_ERROR;
    answered += whole ? 1 : 0;
    entry.tokens().ifPresent(tokens -> add(tokens, entry.isEnforced()));
    double paid = entry.tokens().map(JournalEntry.Tokens::cost).orElse(0.0);
    costPerAnswer.add(paid, whole ? 1 : 0);
    passed.ifPresent(
        good -> {
          judged++;
          passes += good ? 1 : 0;
          costPerPass.add(paid, good ? 1 : 0);
        });
    entry.quality().served().ifPresent(quality::add);
    entry.quality().decided().ifPresent(decidedQuality::add);
  }

  private void add(JournalEntry.Tokens tokens, boolean enforced) {
    cost += tokens.cost();
    decidedCost += tokens.decidedCost();
    saved.add(tokens.cost() - tokens.decidedCost());
    // A decision that was followed cost what was paid, by whomever its plan went on to.
    double followed = enforced ? tokens.cost() : tokens.decidedCost();
    savedAgainstBiggest.add(tokens.biggestCost() - followed);
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
        decidedQuality.mean());
  }
}
