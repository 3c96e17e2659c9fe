package dev.interlock.bench;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.LocalTextEncoder;
import dev.interlock.embedding.SparseVector;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.head.FusedHead;
import dev.interlock.head.HeadFile;
import dev.interlock.head.Prediction;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Text to vectors and vectors to labels, each step alone, on a fresh text of so many tokens. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init")
public class EncodingBenchmark {
  private static final String[] WORDS =
      ("the quarterly report shows that revenue in europe grew faster than expected while costs for"
              + " energy, transport and 3 new offices rose; please summarise which risks the board"
              + " should discuss first (and why)?")
          .split(" ", -1);

  @Param({"32", "128", "8000"})
  private int tokens;

  private LocalTextEncoder encoder;
  private FusedHead domain;
  private String text;
  private Encoding encoded;

  @Setup
  public void open() {
    Path home = Path.of(System.getProperty("interlock.home", "src/main"));
    encoder = EncoderLoader.open(home.resolve("encoder"), 1);
    domain = HeadFile.read(home.resolve("heads/domain.bin")).headFor("none");
    var words = new StringBuilder();
    for (int i = 0; encoder.encode(words.toString(), Deadline.NEVER).tokens() < tokens; ) {
      for (int n = Math.max(1, tokens / 64); n > 0; n--, i++) {
        words.append(i == 0 ? "" : " ").append(WORDS[i % WORDS.length]);
      }
    }
    text = words.toString();
    encoded = encode();
    encoded.ngrams();
    encoded.staticVector();
  }

  @TearDown
  public void close() {
    encoder.close();
  }

  @Benchmark
  public int wordPiece() {
    return encode().tokens();
  }

  @Benchmark
  public float[] wordPieceAndStatic() {
    return encode().staticVector();
  }

  @Benchmark
  public SparseVector ngrams() {
    return encode().ngrams();
  }

  @Benchmark
  public Prediction headAlone() {
    return domain.predict(encoded);
  }

  @Benchmark
  public Prediction cheapDecision() {
    return domain.predict(encode());
  }

  @Benchmark
  public Optional<float[]> wordPieceAndForward() {
    return encode().forward();
  }

  private Encoding encode() {
    return encoder.encode(text, Deadline.NEVER);
  }
}
