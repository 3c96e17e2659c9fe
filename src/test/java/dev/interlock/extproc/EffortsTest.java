package dev.interlock.extproc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.inference.Api;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffortsTest {
  private static final Model THINKER = AttemptStreamTest.thinker(OptionalInt.of(777));
  private static final String BODY = "{\"model\":\"auto\"%s,\"messages\":[]}";

  @ParameterizedTest
  @ValueSource(strings = {",\"max_completion_tokens\":null", ",\"max_tokens\":-1"})
  void a_cap_that_says_nothing_is_the_clients_word_too(String cap) {
    assertThat(asked(BODY.formatted(cap)))
        .isEqualTo("{\"model\":\"qwen\",\"reasoning_effort\":\"high\"" + cap + ",\"messages\":[]}");
  }

  @Test
  void an_answer_that_the_client_does_not_cap_is_capped_as_the_effort_has_it() {
    assertThat(asked(BODY.formatted(""))).contains("\"max_completion_tokens\":777");
  }

  /** What a stand-in reads that is told the same as the first. */
  private static String asked(String client) {
    ParsedBody body = read(client.getBytes(UTF_8));
    Efforts efforts = Efforts.of(body, Action.efforts(THINKER));
    byte[] first = efforts.first(body, THINKER).orElseThrow();
    return new String(efforts.instead(read(first), THINKER), UTF_8);
  }

  private static ParsedBody read(byte[] body) {
    return switch (RequestReader.read(Api.CHAT, body)) {
      case ReadResult.Parsed(var parsed) -> parsed;
      case ReadResult.Invalid(var error) -> throw new AssertionError(error.message());
    };
  }
}
