package dev.interlock.eval;

import dev.interlock.outcome.TextHash;
import java.util.ArrayList;
import java.util.List;

/**
 * A classification task: rows to learn from and rows to be judged by.
 *
 * @param name name in reports
 * @param train rows to train and to choose on
 * @param test rows to report on
 */
public record Corpus(String name, List<LabelledText> train, List<LabelledText> test) {
  public Corpus {
    train = List.copyOf(train);
    test = List.copyOf(test);
  }

  /** Splits {@code rows} by text hash; the calibration part goes with the training part. */
  static Corpus byHash(String name, List<LabelledText> rows) {
    List<LabelledText> train = new ArrayList<>();
    List<LabelledText> test = new ArrayList<>();
    for (LabelledText row : rows) {
      (TextHash.part(row.text()) == TextHash.Part.TEST ? test : train).add(row);
    }
    return new Corpus(name, train, test);
  }
}
