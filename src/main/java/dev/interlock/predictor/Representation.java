package dev.interlock.predictor;

import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.SparseVector;
import java.util.Arrays;

/**
 * What a prediction looks at in one text; none of it needs the transformer.
 *
 * @param statics static vector of the whole text
 * @param ngrams hashed n-grams
 * @param shape lengths and shares of kinds of characters
 */
@SuppressWarnings("ArrayRecordComponent")
public record Representation(float[] statics, SparseVector ngrams, float[] shape) {
  /** Of the text of {@code encoding}. */
  public static Representation of(Encoding encoding) {
    return new Representation(
        encoding.staticVector(), encoding.ngrams(), encoding.shape().features());
  }

  /** The same, in no more memory than it needs: to be kept. */
  public Representation compact() {
    int size = ngrams.size();
    var compact =
        new SparseVector(
            Arrays.copyOf(ngrams.indices(), size), Arrays.copyOf(ngrams.values(), size), size);
    return new Representation(statics, compact, shape);
  }
}
