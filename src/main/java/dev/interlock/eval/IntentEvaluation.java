package dev.interlock.eval;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.head.Features;
import dev.interlock.head.FusedHead;
import dev.interlock.head.HeadOptions;
import dev.interlock.head.HeadTrainer;
import dev.interlock.head.Prediction;
import dev.interlock.head.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Trains and judges classifiers on a {@link Corpus}: with all rows, and with a handful per class.
 * One thread.
 */
final class IntentEvaluation {
  private static final int DRAWS = 10;

  private final TextEncoder encoder;
  private final CachedEncoder cached;
  private final LongSupplier nanoTime;

  /**
   * @param encoder encodes test rows, timed
   * @param cached the same encoder, remembering vectors
   */
  IntentEvaluation(TextEncoder encoder, CachedEncoder cached, LongSupplier nanoTime) {
    this.encoder = encoder;
    this.cached = cached;
    this.nanoTime = nanoTime;
  }

  /** All training rows. */
  record FullResult(
      ClassificationScore score,
      double forwardShare,
      double meanMillis,
      double p99Millis,
      double trainSeconds) {}

  FullResult full(Corpus corpus, HeadOptions options) {
    List<LabelledText> labelled = new ArrayList<>();
    List<Features> outside = new ArrayList<>();
    for (LabelledText row : corpus.train()) {
      if (row.label().isPresent()) {
        labelled.add(row);
      } else {
        outside.add(features(row.text(), options.shape()));
      }
    }
    TrainingSet set =
        TrainingSet.of(
            labelled.stream().map(row -> features(row.text(), options.shape())).toList(),
            labelled.stream().map(row -> row.label().orElseThrow()).toList());
    long start = nanoTime.getAsLong();
    FusedHead head = HeadTrainer.train(set, outside, options);
    double seconds = (nanoTime.getAsLong() - start) / 1e9;
    return judge(head, corpus.test(), seconds);
  }

  private FullResult judge(FusedHead head, List<LabelledText> test, double trainSeconds) {
    var score = new ClassificationScore();
    double[] millis = new double[test.size()];
    int forwards = 0;
    for (int i = 0; i < test.size(); i++) {
      LabelledText row = test.get(i);
      long start = nanoTime.getAsLong();
      Encoding encoding = encoder.encode(row.text(), Deadline.NEVER);
      Prediction prediction = head.predict(encoding);
      millis[i] = (nanoTime.getAsLong() - start) / 1e6;
      forwards += encoding.forwardRan() ? 1 : 0;
      count(score, head, row, prediction);
    }
    Arrays.sort(millis);
    return new FullResult(
        score,
        (double) forwards / test.size(),
        Arrays.stream(millis).average().orElse(0),
        millis[(int) (0.99 * (millis.length - 1))],
        trainSeconds);
  }

  private static void count(
      ClassificationScore score, FusedHead head, LabelledText row, Prediction prediction) {
    if (row.label().isPresent()) {
      score.inScope(row.label().get(), head.labels().get(prediction.best()), prediction.inScope());
    } else {
      score.outOfScope(prediction.inScope());
    }
  }

  /** The mean of some draws of a handful of rows per class. */
  record FewShotResult(double accuracy, double deviation, double forwardShare) {}

  /**
   * Draws {@code shots} training rows per class ten times over; classes with fewer rows are left
   * out.
   */
  FewShotResult fewShot(Corpus corpus, int shots) {
    Map<String, List<LabelledText>> byClass = new LinkedHashMap<>();
    for (LabelledText row : corpus.train()) {
      row.label()
          .ifPresent(label -> byClass.computeIfAbsent(label, _ -> new ArrayList<>()).add(row));
    }
    byClass.values().removeIf(rows -> rows.size() < shots);
    Set<String> classes = new HashSet<>(byClass.keySet());
    List<LabelledText> test =
        corpus.test().stream()
            .filter(row -> row.label().isPresent() && classes.contains(row.label().get()))
            .toList();
    double[] accuracies = new double[DRAWS];
    int escalated = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      FusedHead head =
          HeadTrainer.train(draw(byClass, shots, draw), List.of(), HeadOptions.FEW_SHOT);
      var score = new ClassificationScore();
      for (LabelledText row : test) {
        Prediction prediction = head.predict(cached.encode(row.text(), Deadline.NEVER));
        escalated += prediction.forward() ? 1 : 0;
        count(score, head, row, prediction);
      }
      accuracies[draw] = score.accuracy();
    }
    double mean = Arrays.stream(accuracies).average().orElse(0);
    double squares = Arrays.stream(accuracies).map(a -> (a - mean) * (a - mean)).sum();
    return new FewShotResult(
        mean, Math.sqrt(squares / (DRAWS - 1)), (double) escalated / DRAWS / test.size());
  }

  private TrainingSet draw(Map<String, List<LabelledText>> byClass, int shots, int seed) {
    var random = new Random(seed);
    List<Features> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    byClass.forEach(
        (label, texts) -> {
          List<LabelledText> shuffled = new ArrayList<>(texts);
          Collections.shuffle(shuffled, random);
          for (LabelledText row : shuffled.subList(0, shots)) {
            rows.add(features(row.text(), false));
            names.add(label);
          }
        });
    return TrainingSet.of(rows, names);
  }

  private Features features(String text, boolean shape) {
    return Features.of(cached.encode(text, Deadline.NEVER), shape);
  }
}
