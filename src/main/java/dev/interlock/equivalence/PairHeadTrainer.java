package dev.interlock.equivalence;

import java.util.List;
import java.util.stream.Stream;

/** Learns a pair head from labelled pairs. Deterministic; one thread. */
public final class PairHeadTrainer {
  private PairHeadTrainer() {}

  /**
   * Two texts and whether they ask for the same.
   *
   * @param one a text
   * @param other another
   * @param same whether an answer to one answers the other
   */
  public record Labelled(PairView one, PairView other, boolean same) {}

  /**
   * A head without thresholds: it takes a pair for one from an even chance on.
   *
   * @param train pairs to learn from, with forward vectors
   * @param calibration pairs of other texts, by which scores become chances
   * @param space the encoder's vector space
   * @param staticSpace that of its static vectors
   * @param dataHash SHA-256 of the data, in hexadecimal
   */
  public static PairHead train(
      List<Labelled> train,
      List<Labelled> calibration,
      String space,
      String staticSpace,
      String dataHash) {
    WordWeights words =
        WordWeights.of(
            train.stream()
                .filter(Labelled::same)
                .flatMap(pair -> Stream.of(pair.one.wording(), pair.other.wording()))
                .toList());
    return new PairHead(
        space,
        staticSpace,
        dataHash,
        words,
        stage(train, calibration, words, false),
        stage(train, calibration, words, true));
  }

  private static PairHead.Stage stage(
      List<Labelled> train, List<Labelled> calibration, WordWeights words, boolean forward) {
    Trees trees = TreeTrainer.train(rows(train, words, forward), labels(train));
    List<float[]> rows = rows(calibration, words, forward);
    double[] scores = rows.stream().mapToDouble(trees::score).toArray();
    return new PairHead.Stage(trees, Platt.fit(scores, labels(calibration)), 0.5f);
  }

  private static List<float[]> rows(List<Labelled> pairs, WordWeights words, boolean forward) {
    return pairs.stream()
        .map(pair -> PairFeatures.of(pair.one, pair.other, words, forward))
        .toList();
  }

  private static boolean[] labels(List<Labelled> pairs) {
    boolean[] same = new boolean[pairs.size()];
    for (int i = 0; i < same.length; i++) {
      same[i] = pairs.get(i).same;
    }
    return same;
  }
}
