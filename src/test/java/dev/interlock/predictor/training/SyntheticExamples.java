package dev.interlock.predictor.training;

import dev.interlock.digest.Sha256;
import dev.interlock.embedding.SparseVector;
import dev.interlock.predictor.Representation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Two kinds of prompts, told by a direction and by an n-gram: of the easy kind both models master
 * all, of the hard kind only the second. Answers to the hard kind are four times as long.
 */
public final class SyntheticExamples {
  public static final int EASY = 1;
  public static final int HARD = 2;

  private SyntheticExamples() {}

  /** So many of each kind. */
  public static List<Example> of(int each, boolean tasks) {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < each; i++) {
      examples.add(example(EASY, i, tasks));
      examples.add(example(HARD, i, tasks));
    }
    return examples;
  }

  private static Example example(int kind, int number, boolean task) {
    double tokens = kind == HARD ? 400 : 100;
    return new Example(
        text(kind, number),
        Sha256.hex(kind + "/" + number),
        task ? Optional.of(kind == HARD ? "hard" : "easy") : Optional.empty(),
        new double[] {kind == HARD ? 0 : 1, 1},
        new double[] {tokens, tokens},
        new double[] {Double.NaN, Double.NaN});
  }

  /** A text of a kind; 0 is like neither. */
  public static Representation text(int kind, int number) {
    var random = new Random(31L * kind + number);
    float[] statics = new float[8];
    for (int i = 0; i < statics.length; i++) {
      statics[i] = (float) random.nextGaussian() * 0.1f;
    }
    statics[kind] += 1;
    var ngrams = new SparseVector(new int[] {kind * 100, 7000 + number}, new float[] {1, 1}, 2);
    return new Representation(statics, ngrams, new float[] {kind, random.nextFloat()});
  }
}
