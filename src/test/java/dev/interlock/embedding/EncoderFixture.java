package dev.interlock.embedding;

import dev.interlock.concurrent.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Small hand-made encoders for tests. */
public final class EncoderFixture {
  private EncoderFixture() {}

  /** A static table of random rows. */
  static StaticTable table(int rows, int dimension) {
    var random = new Random(3);
    byte[] codes = new byte[rows * dimension];
    random.nextBytes(codes);
    float[] scales = new float[rows];
    for (int i = 0; i < rows; i++) {
      scales[i] = 0.001f + 0.01f * random.nextFloat();
    }
    return new StaticTable(dimension, scales, codes);
  }

  /** The n-grams of {@code text}, with no static vector and no transformer. */
  public static Encoding ngramsOnly(String text) {
    var wordPiece = new WordPiece(List.of("[UNK]", "a"), 0);
    return new LazyEncoding(text, Deadline.NEVER, "test", wordPiece, null, null);
  }

  /** An encoder over a vocabulary of single characters: n-grams and a random static table. */
  public static TextEncoder characters() {
    return encoder(null);
  }

  /** The same with a transformer: {@code forward} gives its vectors. */
  public static TextEncoder withForward(Function<String, float[]> forward) {
    return encoder(
        new ForwardPass() {
          @Override
          public Optional<Output> run(String text, Tokens tokens) {
            float[] vector = forward.apply(text);
            Vectors.normalize(vector);
            return Optional.of(new Output(vector, tokens.size() + 2));
          }

          @Override
          public int dimension() {
            return forward.apply("").length;
          }

          @Override
          public void close() {}
        });
  }

  private static TextEncoder encoder(@Nullable ForwardPass forward) {
    var pieces = new ArrayList<String>();
    pieces.add("[UNK]");
    for (char c = ' ' + 1; c < 127; c++) {
      pieces.add(Character.toString(c));
      pieces.add("##" + c);
    }
    var wordPiece = new WordPiece(pieces, 0);
    StaticTable table = table(pieces.size(), 32);
    return new TextEncoder() {
      @Override
      public Encoding encode(String text, Deadline deadline) {
        return new LazyEncoding(text, deadline, space(), wordPiece, table, forward);
      }

      @Override
      public String space() {
        return "test";
      }
    };
  }
}
