package dev.interlock.signal.pii;

import dev.interlock.bench.Prompts;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.embedding.WordPiece;
import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/** The whole signal, from a body's bytes to counts, on prompts that people wrote. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScanBenchmark {
  private static final int UNKNOWN_PIECE = 100;

  @Param({"100", "2000", "20000"})
  public int tokens;

  private BodyText body = BodyText.EMPTY;

  @Setup
  public void prepare() throws IOException {
    var pieces =
        new WordPiece(Files.readAllLines(Path.of("src/main/encoder/vocab.txt")), UNKNOWN_PIECE);
    var prompt = new StringBuilder();
    int length = 0;
    for (var texts = Prompts.shipped().iterator(); length < tokens; ) {
      String next = texts.next();
      prompt.append(next).append('\n');
      length += pieces.tokenize(next).size();
    }
    var json = JsonMapper.shared();
    var root = json.createObjectNode().put("model", "auto");
    root.putArray("messages").addObject().put("role", "user").put("content", prompt.toString());
    body =
        switch (RequestReader.read(Api.CHAT, json.writeValueAsBytes(root))) {
          case ReadResult.Parsed(var parsed) -> parsed.request().body();
          case ReadResult.Invalid(var error) -> throw new IllegalStateException(error.message());
        };
  }

  @Benchmark
  public int scan() {
    var counts = new EnumMap<Kind, Integer>(Kind.class);
    TextScanner.scan(body.read(), (kind, _, _) -> counts.merge(kind, 1, Integer::sum));
    return counts.size();
  }
}
