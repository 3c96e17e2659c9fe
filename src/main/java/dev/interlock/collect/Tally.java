package dev.interlock.collect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of it so far, by model. Thread-safe. */
final class Tally {
  private final Map<String, Counts> models = new LinkedHashMap<>();
  private int prompts;

  private static final class Counts {
    private int answered;
    private int scored;
    private double scores;
    private double usd;
    private int cut;
    private int estimated;
    private final Map<String, Integer> ungraded = new TreeMap<>();
    private final Map<String, Integer> missing = new TreeMap<>();
  }

  Tally(List<String> models) {
    models.forEach(model -> this.models.put(model, new Counts()));
  }

  synchronized void prompt() {
    prompts++;
  }

  synchronized void answered(String model, Reply.Answered answer) {
    Counts counts = of(model);
    counts.answered++;
    counts.usd += answer.answerUsd();
    counts.cut += answer.cut() ? 1 : 0;
    counts.estimated += answer.usage().estimated() ? 1 : 0;
  }

  synchronized void scored(String model, double score) {
    Counts counts = of(model);
    counts.scored++;
    counts.scores += score;
  }

  synchronized void ungraded(String model, String why) {
    of(model).ungraded.merge(why, 1, Integer::sum);
  }

  synchronized void missing(String model, Cause cause) {
    of(model).missing.merge(cause.code(), 1, Integer::sum);
  }

  synchronized int prompts() {
    return prompts;
  }

  /** Answers that nobody could grade. */
  synchronized int ungraded() {
    return models.values().stream().mapToInt(counts -> sum(counts.ungraded)).sum();
  }

  /** Answers that did not come. */
  synchronized int missing() {
    return models.values().stream().mapToInt(counts -> sum(counts.missing)).sum();
  }

  synchronized List<CollectSummary.ModelLine> lines() {
    return models.entrySet().stream()
        .map(
            entry -> {
              Counts counts = entry.getValue();
              return new CollectSummary.ModelLine(
                  entry.getKey(),
                  counts.answered,
                  counts.scored,
                  counts.scored == 0 ? 0 : counts.scores / counts.scored,
                  counts.usd,
                  counts.cut,
                  counts.estimated,
                  Map.copyOf(counts.ungraded),
                  Map.copyOf(counts.missing));
            })
        .toList();
  }

  private Counts of(String model) {
    return models.computeIfAbsent(model, _ -> new Counts());
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
