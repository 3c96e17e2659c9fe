package dev.interlock.predictor;

import dev.interlock.embedding.SparseVector;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Texts to which every other is compared. The similarity is a sum of three positive definite
 * kernels: Gaussian over centred static vectors, cosine over n-grams, Gaussian over standardised
 * shapes. Predictions are linear in the similarities to a few landmarks, which approximates a
 * kernel machine over all training rows (Williams and Seeger, "Using the Nyström method to speed up
 * kernel machines", 2001). Immutable; any thread.
 */
public final class Landmarks {
  /** Similarity of a text to itself, the highest there is. */
  public static final double SELF = 3.5;

  private static final float STATIC_WEIGHT = 1.5f;
  private static final float NGRAM_WEIGHT = 1.5f;
  private static final float SHAPE_WEIGHT = 0.5f;

  /** Of unit vectors: exp(SHARPNESS * (cosine - 1)). */
  private static final float SHARPNESS = 3;

  private static final int BUCKETS = 1 << 14;

  private final Standard standard;
  private final Columns statics;
  private final Columns shapes;
  private final Postings ngrams;

  private Landmarks(Standard standard, Columns statics, Columns shapes, Postings ngrams) {
    this.standard = standard;
    this.statics = statics;
    this.shapes = shapes;
    this.ngrams = ngrams;
  }

  /**
   * Landmarks out of {@code all}, whose means and deviations set the scales.
   *
   * @param chosen positions in {@code all}
   */
  public static Landmarks choose(List<Representation> all, int[] chosen) {
    Standard standard = Standard.of(all);
    var statics = new float[chosen.length][];
    var shapes = new float[chosen.length][];
    var ngrams = new SparseVector[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      Representation each = all.get(chosen[i]);
      statics[i] = standard.direction(each.statics());
      shapes[i] = standard.shape(each.shape());
      ngrams[i] = each.ngrams();
    }
    return new Landmarks(
        standard, Columns.of(statics), Columns.of(shapes), Postings.of(ngrams, BUCKETS));
  }

  /** How many there are. */
  public int size() {
    return statics.size();
  }

  /** The similarity of {@code text} to each, from 0 to {@link #SELF}. */
  public float[] similarities(Representation text) {
    float[] similarities = ngrams.cosines(text.ngrams());
    float[] cosines = statics.products(standard.direction(text.statics()));
    float[] shape = standard.shape(text.shape());
    float[] distances = shapes.squaredDistances(shape);
    for (int i = 0; i < similarities.length; i++) {
      float near = (float) Math.exp(SHARPNESS * (cosines[i] - 1));
      float alike = (float) Math.exp(-distances[i] / (2 * shape.length));
      similarities[i] =
          STATIC_WEIGHT * near + NGRAM_WEIGHT * similarities[i] + SHAPE_WEIGHT * alike;
    }
    return similarities;
  }

  void write(DataOutput out) throws IOException {
    standard.write(out);
    out.writeInt(statics.size());
    for (int i = 0; i < statics.size(); i++) {
      Floats.write(out, statics.vector(i));
      Floats.write(out, shapes.vector(i));
    }
    ngrams.write(out);
  }

  static Landmarks read(DataInput in) throws IOException {
    Standard standard = Standard.read(in);
    var statics = new float[in.readInt()][];
    var shapes = new float[statics.length][];
    for (int i = 0; i < statics.length; i++) {
      statics[i] = Floats.read(in);
      shapes[i] = Floats.read(in);
    }
    return new Landmarks(
        standard, Columns.of(statics), Columns.of(shapes), Postings.read(in, statics.length));
  }
}
