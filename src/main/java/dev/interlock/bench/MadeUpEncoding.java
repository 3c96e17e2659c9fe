package dev.interlock.bench;

import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.SparseVector;
import dev.interlock.embedding.TextCoverage;
import dev.interlock.embedding.TextShape;
import dev.interlock.embedding.Vectors;
import java.util.Optional;
import java.util.Random;

/** Vectors of the right length that no text has, and nothing else. One thread. */
final class MadeUpEncoding implements Encoding {
  private final String space;
  private final float[] fixed;
  private final float[] forward;

  /** As long as those of {@code like}, which has run its forward pass, and of its space. */
  MadeUpEncoding(Encoding like, Random random) {
    space = like.space();
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
    return space;
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
    throw new UnsupportedOperationException("ngrams: not made up");
  }

  @Override
  public TextShape shape() {
    throw new UnsupportedOperationException("shape: not made up");
  }

  @Override
  public int tokens() {
    throw new UnsupportedOperationException("tokens: not made up");
  }

  @Override
  public TextCoverage coverage() {
    throw new UnsupportedOperationException("coverage: not made up");
  }
}
