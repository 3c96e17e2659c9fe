package dev.interlock.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.Question;
import dev.interlock.cache.Questions;
import dev.interlock.cache.ResponseCache;
import dev.interlock.catalog.CacheTerms;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests of the Responses API say against keeping their answer, the first that counts. */
class NotKeptTest {
  private static final RequestHead HEAD = new RequestHead("POST", "/v1/responses", Map.of());
  private static final CacheTerms TERMS = CacheTerms.exact(Duration.ofMinutes(1));
  private static final SignalSet HARMLESS =
      new SignalSet.Builder().put("pii", new SignalValue.Findings(List.of())).build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "store":false | ``
          "store":false,"temperature":1.5 | temperature
          "temperature":0 | leaves_traces
          "store":false,"background":true | leaves_traces
          "previous_response_id":"r" | leaves_traces
          "store":false,"previous_response_id":"r" | server_state
          "store":false,"tools":[{"type":"web_search"}] | server_state
          """)
  void a_response_is_kept_here_if_it_is_kept_nowhere_else(String members, String code) {
    String body = "{\"model\":\"auto\",\"input\":\"Hi\"," + members + "}";
    var read = (ReadResult.Parsed) RequestReader.read(Api.RESPONSES, body.getBytes(UTF_8));
    var cache = new ResponseCache(Instant::now, System::nanoTime, () -> 0);
    Question question =
        new Questions(cache, "", _ -> false, true)
            .of(read.body(), read.body().request(), HEAD)
            .orElseThrow();

    assertThat(NotKept.of(TERMS, question, HARMLESS).map(NotKept::code).orElse("")).isEqualTo(code);
    assertThat(question.surroundings()).isPresent();
  }
}
