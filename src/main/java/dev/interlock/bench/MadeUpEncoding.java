package dev.interlock.bench;

import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.SparseVector;
import dev.interlock.embedding.TextCoverage;
import dev.interlock.embedding.TextShape;
import dev.interlock.embedding.Vectors;
import java.util.Optional;
import java.util.Random;

/** What a text is encoded as, but for vectors of the same length that no text has. One thread. */
final class MadeUpEncoding implements Encoding {
  private final Encoding like;
  private final float[] fixed;
  private final float[] forward;

  /** The same as {@code like}, which has run its forward pass, but for the vectors. */
  MadeUpEncoding(Encoding like, Random random) {
    this.like = like;
    fixed = unit(like.staticVector().length, random);
    forward = unit(like.forward().orElseThrow().length, random);
  }

  private static float[] unit(int length, Random random) {
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    Vectors.normalize(vector);
    return vector;
  }

  @Override
  public String space() {
    return like.space();
  }

  @Override
  public float[] staticVector() {
    return fixed;
  }

  @Override
  public Optional<float[]> forward() {
    return Optional.of(forward);
  }

  @Override
  public boolean forwardRan() {
    return true;
  }

  @Override
  public SparseVector ngrams() {
    return like.ngrams();
  }

  @Override
  public TextShape shape() {
    return like.shape();
  }

  @Override
  public int tokens() {
    return like.tokens();
  }

  @Override
  public TextCoverage coverage() {
    return like.coverage();
  }
}
