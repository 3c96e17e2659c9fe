package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.inference.Api;
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

/** Reading and editing a chat body of realistic prose, line breaks and quotes included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestReaderBenchmark {
  @Param({"2048", "65536"})
  public int bytes;

  private byte[] body = {};
  private ParsedBody parsed = Bodies.parsed(Api.CHAT, chat(0));

  @Setup
  public void prepare() {
    body = chat(bytes);
    parsed = Bodies.parsed(Api.CHAT, body);
  }

  @Benchmark
  public ReadResult read() {
    return RequestReader.read(Api.CHAT, body);
  }

  @Benchmark
  public byte[] withModel() {
    return parsed.withModel("qwen2.5-7b-instruct");
  }

  private static byte[] chat(int bytes) {
    String sentence = "The quick brown fox said \\\"no\\\" and jumped over the lazy dog.\\n";
    var body =
        new StringBuilder(
            "{\"model\":\"auto\",\"temperature\":0.7,\"max_tokens\":512,\"messages\":["
                + "{\"role\":\"system\",\"content\":\"You are a helpful assistant.\"}");
    while (body.length() < bytes) {
      body.append(",{\"role\":\"user\",\"content\":\"")
          .append(sentence.repeat(Math.min(64, (bytes - body.length()) / sentence.length() + 1)))
          .append("\"},{\"role\":\"assistant\",\"content\":\"Indeed.\"}");
    }
    return body.append("],\"stream\":true}").toString().getBytes(UTF_8);
  }
}
