package dev.interlock.head;

import dev.interlock.embedding.SparseVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A nearest-centroid classifier (Rocchio) over hashed n-grams alone, for texts that the encoder
 * does not know: a handful of examples per class is enough. N-grams count by how unevenly they are
 * spread over the classes. Trained without iterations, the same examples give the same head.
 * Immutable; any thread.
 */
public final class CentroidHead {
  /** Weights of a head at most; a head of many classes folds its n-grams into fewer buckets. */
  private static final int MOST_WEIGHTS = 1 << 21;

  private static final int FEWEST_BUCKETS = 1 << 10;

  private final List<String> labels;
  private final Centroids centroids;
  private final Rejection rejection;

  private CentroidHead(List<String> labels, Centroids centroids, Rejection rejection) {
    this.labels = List.copyOf(labels);
    this.centroids = centroids;
    this.rejection = rejection;
  }

  /**
   * What the head says about one text.
   *
   * @param best index of the nearest class
   * @param second index of the next one
   * @param similarity to {@code best}, 0 to 1
   * @param next similarity to {@code second}
   * @param chance calibrated chance that {@code best} is right, where as many texts belong to no
   *     class as to one
   */
  public record Match(int best, int second, double similarity, double next, double chance) {}

  /**
   * Trains a head; at least two classes.
   *
   * @param rows n-grams of each example; indices below {@code buckets}
   * @param names class of each row
   * @param buckets a power of two
   */
  public static CentroidHead train(List<SparseVector> rows, List<String> names, int buckets) {
    Map<String, Integer> index = new LinkedHashMap<>();
    int[] classes = new int[names.size()];
    for (int i = 0; i < classes.length; i++) {
      Integer known = index.putIfAbsent(names.get(i), index.size());
      classes[i] = known == null ? index.size() - 1 : known;
    }
    if (index.size() < 2) {
      throw new IllegalArgumentException("classes: " + index.size() + " (expected: at least 2)");
    }
    int folded = buckets(index.size(), buckets);
    // Two n-grams of a text may have one index even where none are folded.
    List<SparseVector> examples = rows.stream().map(row -> row.folded(folded)).toList();
    var centroids = Centroids.of(examples, classes, index.size(), folded);
    return new CentroidHead(
        List.copyOf(index.keySet()), centroids, calibrate(centroids, examples, classes));
  }

  private static int buckets(int classes, int most) {
    int buckets = most;
    while (buckets > FEWEST_BUCKETS && buckets * (long) classes > MOST_WEIGHTS) {
      buckets /= 2;
    }
    return buckets;
  }

  /**
   * Each example as if it had not been seen, and again as if none of its class had: the first tells
   * what a text that belongs looks like, the second what one that does not.
   */
  private static Rejection calibrate(Centroids centroids, List<SparseVector> rows, int[] classes) {
    List<Fit> inside = new ArrayList<>();
    List<Fit> outside = new ArrayList<>();
    for (int row = 0; row < classes.length; row++) {
      float[] scores = centroids.scoresWithout(rows.get(row), classes[row]);
      Match own = match(scores, Rejection.NEVER);
      (own.best() == classes[row] ? inside : outside).add(fit(own));
      scores[classes[row]] = 0;
      outside.add(fit(match(scores, Rejection.NEVER)));
    }
    return inside.isEmpty() ? new Rejection(-100, 0, 0) : Rejection.fit(inside, outside);
  }

  /** Class names; matches hold positions in it. */
  public List<String> labels() {
    return labels;
  }

  /** The class that the text with n-grams {@code x} is nearest to. */
  public Match match(SparseVector x) {
    return match(centroids.scores(x.folded(centroids.buckets())), rejection);
  }

  private static Match match(float[] scores, Rejection rejection) {
    int best = scores[1] > scores[0] ? 1 : 0;
    int second = 1 - best;
    for (int c = 2; c < scores.length; c++) {
      if (scores[c] > scores[best]) {
        second = best;
        best = c;
      } else if (scores[c] > scores[second]) {
        second = c;
      }
    }
    var match = new Match(best, second, scores[best], Math.max(0, scores[second]), 1);
    return new Match(
        best, second, match.similarity(), match.next(), rejection.amongEven(fit(match)));
  }

  /** How near, and how much nearer than the next: scaled as {@link Rejection} expects it. */
  private static Fit fit(Match match) {
    double best = Math.max(1e-6, match.similarity());
    double share = best / (best + match.next());
    return new Fit((float) (10 * best), (float) (10 * Math.log(share)));
  }
}
