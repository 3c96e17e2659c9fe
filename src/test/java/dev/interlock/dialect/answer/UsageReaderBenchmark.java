package dev.interlock.dialect.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.inference.Api;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Watching an answer pass: one event of a stream, and a whole answer of 64 KB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class UsageReaderBenchmark {
  private static final int EVENTS = 100;

  private final byte[] event =
      """
      data: {"id":"chatcmpl-0123456789abcdef","object":"chat.completion.chunk","created":1793491200,\
      "model":"qwen2.5-7b-instruct","system_fingerprint":null,"choices":[{"index":0,"delta":\
      {"content":" token"},"logprobs":null,"finish_reason":null}],"usage":null}

      """
          .getBytes(UTF_8);
  private final byte[] answer =
      ("{\"model\":\"qwen\",\"choices\":[{\"message\":{\"content\":\""
              + "The quick brown fox said \\\"no\\\" and jumped over the lazy dog.\\n".repeat(1024)
              + "\"},\"finish_reason\":\"stop\"}],"
              + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":12}}")
          .getBytes(UTF_8);

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public Answer event() {
    var reader = UsageReader.of(Api.CHAT, "text/event-stream");
    for (int i = 0; i < EVENTS; i++) {
      reader.accept(event);
    }
    return reader.answer();
  }

  @Benchmark
  public Answer answer() {
    var reader = UsageReader.of(Api.CHAT, "application/json");
    reader.accept(answer);
    return reader.answer();
  }
}
