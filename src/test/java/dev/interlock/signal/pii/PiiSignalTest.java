package dev.interlock.signal.pii;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.concurrent.Deadline;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.SignalRunner;
import dev.interlock.signal.SignalValue;
import dev.interlock.signal.SignalValue.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PiiSignalTest {
  private static final SignalRunner RUNNER = new SignalRunner(List.of(new PiiSignal()));

  @Test
  void says_what_is_found() {
    assertThat(pii("alice@example.com", Deadline.NEVER))
        .isEqualTo(new SignalValue.Findings(List.of(new Finding("email", 1))));
  }

  @Test
  void a_search_that_takes_too_long_is_unknown_whatever_was_found_till_then() {
    var ticks = new AtomicLong();
    String text = "alice@example.com " + "1 ".repeat(100_000);

    assertThat(pii(text, Deadline.at(3, ticks::getAndIncrement)))
        .isEqualTo(new SignalValue.Unavailable(SignalRunner.DEADLINE));
    assertThat(ticks.get()).as("looks at the clock").isLessThan(6);
  }

  private static SignalValue pii(String text, Deadline deadline) {
    return RUNNER.run(request(text), EncoderFixture.ngramsOnly("hello"), deadline).get("pii");
  }

  private static InferenceRequest request(String text) {
    byte[] body =
        ("{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"" + text + "\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    return switch (RequestReader.read(Api.CHAT, body)) {
      case ReadResult.Parsed parsed -> parsed.body().request();
      case ReadResult.Invalid invalid -> throw new AssertionError(invalid);
    };
  }
}
