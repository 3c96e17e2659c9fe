package dev.interlock.dialect.replay;

import static dev.interlock.dialect.replay.Copies.JSON;
import static dev.interlock.dialect.replay.Copies.SSE;
import static dev.interlock.dialect.replay.Copies.tree;
import static dev.interlock.dialect.replay.Copies.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.dialect.replay.AnswerCopy.Why;
import dev.interlock.inference.Api;
import dev.interlock.simulator.answer.Answer;
import dev.interlock.simulator.answer.Answer.Finish;
import dev.interlock.simulator.answer.Answer.Verdict;
import dev.interlock.simulator.answer.AnswerWriter;
import dev.interlock.simulator.answer.EmbeddingWriter;
import dev.interlock.simulator.answer.SseEvent;
import dev.interlock.simulator.call.Call.Embeddings;
import dev.interlock.simulator.call.Call.Generation;
import dev.interlock.simulator.call.Call.ToolCall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** Against writers that know nothing of the readers here. */
class SimulatedAnswersTest {
  private static final ToolCall TOOL = new ToolCall("weather", "{\"city\":\"Zürich\",\"days\":2}");

  private static Answer answer(Api api, boolean usage, boolean tool, Finish finish) {
    Optional<ToolCall> call = tool ? Optional.of(TOOL) : Optional.empty();
    var generation =
        new Generation(api, "m", true, usage, "Hi", 5, OptionalInt.empty(), call, Optional.empty());
    return new Answer(
        generation,
        "0123456789abcdef",
        1_700_000_000,
        tool ? List.of() : List.of("Hey", ",", " 你好", " 😀", ""),
        call,
        finish,
        7,
        new Verdict("m", 1, true, 0.1));
  }

  private static String stream(Answer answer) {
    return AnswerWriter.of(answer.call().api()).events(answer).stream()
        .map(SseEvent::text)
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
    "CHAT, false",
    "CHAT, true",
    "COMPLETIONS, false",
    "MESSAGES, false",
    "MESSAGES, true",
    "RESPONSES, false",
    "RESPONSES, true"
  })
  void the_stream_becomes_the_body_and_the_body_a_stream_of_it(Api api, boolean tool) {
    Answer answer = answer(api, true, tool, tool ? Finish.TOOL : Finish.STOP);
    WholeAnswer fromBody = whole(api, JSON, AnswerWriter.of(api).whole(answer).toString());
    WholeAnswer fromStream = whole(api, SSE, stream(answer));

    assertThat(fromStream.usage()).isPresent().isEqualTo(fromBody.usage());
    assertThat(fromStream.model()).isEqualTo("m");
    assertThat(tree(whole(api, SSE, Copies.events(fromStream, true)))).isEqualTo(tree(fromStream));
    // The simulator's chat streams, as some servers', do not say that nothing was refused.
    var body = (ObjectNode) tree(fromBody);
    if (api == Api.CHAT) {
      ((ObjectNode) body.at("/choices/0/message")).remove("refusal");
    }
    assertThat(tree(fromStream)).isEqualTo(body);
  }

  @ParameterizedTest
  @EnumSource(names = {"CHAT", "COMPLETIONS"})
  void a_stream_without_usage_has_none(Api api) {
    WholeAnswer answer = whole(api, SSE, stream(answer(api, false, false, Finish.STOP)));

    assertThat(answer.usage()).isEmpty();
    assertThat(tree(answer).has("usage")).isFalse();
    assertThat(Copies.events(answer, true)).doesNotContain("usage");
  }

  @ParameterizedTest
  @EnumSource(names = {"CHAT", "COMPLETIONS", "MESSAGES", "RESPONSES"})
  void an_answer_at_its_limit_did_not_finish(Api api) {
    Answer answer = answer(api, true, false, Finish.LENGTH);

    Copies.unfit(api, SSE, stream(answer), Why.UNFINISHED);
    Copies.unfit(api, JSON, AnswerWriter.of(api).whole(answer).toString(), Why.UNFINISHED);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void embeddings_are_kept(boolean base64) {
    var call = new Embeddings("e", List.of("one", "two"), 2, base64, 64);

    WholeAnswer answer = whole(Api.EMBEDDINGS, JSON, EmbeddingWriter.write(call, 1).toString());

    assertThat(answer.model()).isEqualTo("e");
  }
}
