package dev.interlock.dialect.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import dev.interlock.dialect.answer.Answer.Ending;
import dev.interlock.inference.Api;
import dev.interlock.inference.Usage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsageReaderTest {
  private static final String JSON = "application/json";
  private static final String SSE = "Text/Event-Stream; charset=utf-8";

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(
            "chat",
            Api.CHAT,
            JSON,
            """
            {"id":"c","object":"chat.completion","model":"meta\\/qwen","choices":[{"index":0,
             "message":{"role":"assistant","content":"H\\u00e9\\n😀!","refusal":null,
              "annotations":[{"usage":{"prompt_tokens":1}}]},
             "logprobs":{"content":[{"token":"usage","bytes":[1]}]},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":9,"completion_tokens":12,"total_tokens":21,
              "prompt_tokens_details":{"cached_tokens":4,"audio_tokens":0},
              "completion_tokens_details":{"reasoning_tokens":7}},"service_tier":"default"}
            """,
            new Answer(
                Optional.of(new Usage(9, 12, 4, 7, false)),
                "meta/qwen",
                "stop",
                Ending.COMPLETE,
                9,
                5)),
        arguments(
            "chat with tool calls, no usage",
            Api.CHAT,
            JSON,
            """
            {"model":"m","choices":[{"message":{"content":null,"tool_calls":[
             {"id":"t","function":{"name":"f","arguments":"{\\"a\\":1}"}}]},
             "finish_reason":"tool_calls"}],"usage":null,"error":null}
            """,
            new Answer(Optional.empty(), "m", "tool_calls", Ending.COMPLETE, 0, 7)),
        arguments(
            "chat stream",
            Api.CHAT,
            SSE,
            """
            : keep-alive

            data: {"object":"chat.completion.chunk","model":"q","choices":[{"delta":{"content":""}}],"usage":null}

            data: {"model":"q","choices":[{"delta":{"reasoning_content":"Hm"},"finish_reason":null}]}

            data: {"model":"q","choices":[{"delta":{"content":"Hey"},"finish_reason":null}]}

            data: {"model":"q","choices":[{"delta":{},"finish_reason":"length"}]}

            data: {"model":"q",
            data: "choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}}

            data: [DONE]

            """,
            new Answer(
                Optional.of(new Usage(5, 2, 0, 0, false)), "q", "length", Ending.COMPLETE, 5, 5)),
        arguments(
            "chat stream without usage, its end unterminated",
            Api.CHAT,
            SSE,
            "data: {\"choices\":[{\"delta\":{\"content\":\"Hey\"}}]}\n\ndata: [DONE]",
            new Answer(Optional.empty(), "", "", Ending.COMPLETE, 0, 3)),
        arguments(
            "chat stream cut off",
            Api.CHAT,
            SSE,
            "data: {\"choices\":[{\"delta\":{\"content\":\"Hey\"}}]}\n\ndata: {\"choi",
            new Answer(Optional.empty(), "", "", Ending.CUT, 0, 3)),
        arguments(
            "chat stream with an error in the middle",
            Api.CHAT,
            SSE,
            """
            data: {"model":"q","choices":[{"delta":{"content":"Hey"}}]}

            data: {"error":{"message":"boom","type":"server_error"}}

            data: [DONE]

            """,
            new Answer(Optional.empty(), "q", "", Ending.FAILED, 0, 3)),
        arguments(
            "an error as older vLLM writes it",
            Api.CHAT,
            JSON,
            "{\"object\":\"error\",\"message\":\"boom\",\"code\":400}",
            new Answer(Optional.empty(), "", "", Ending.FAILED, 0, 0)),
        arguments(
            "completion",
            Api.COMPLETIONS,
            JSON,
            """
            {"model":"m","choices":[{"text":"one"},{"text":"two","finish_reason":"stop"}],
             "usage":{"prompt_tokens":3,"completion_tokens":2}}
            """,
            new Answer(
                Optional.of(new Usage(3, 2, 0, 0, false)), "m", "stop", Ending.COMPLETE, 3, 6)),
        arguments(
            "embeddings",
            Api.EMBEDDINGS,
            JSON,
            """
            {"object":"list","data":[{"object":"embedding","embedding":[0.1,-2e-3],"index":0}],
             "model":"e","usage":{"prompt_tokens":8,"total_tokens":8}}
            """,
            new Answer(Optional.of(new Usage(8, 0, 0, 0, false)), "e", "", Ending.COMPLETE, 8, 0)),
        arguments(
            "response",
            Api.RESPONSES,
            JSON,
            """
            {"id":"r","object":"response","status":"completed","error":null,"model":"m",
             "instructions":"usage","tools":[{"parameters":{"properties":{"usage":{}}}}],"output":[
             {"type":"reasoning","summary":[{"type":"summary_text","text":"Hm"}]},
             {"type":"message","content":[{"type":"output_text","text":"Hey","annotations":[]}]},
             {"type":"function_call","name":"f","arguments":"{}"}],
             "usage":{"input_tokens":7,"input_tokens_details":{"cached_tokens":6},
             "output_tokens":5,"output_tokens_details":{"reasoning_tokens":4},"total_tokens":12}}
            """,
            new Answer(
                Optional.of(new Usage(7, 5, 6, 4, false)),
                "m",
                "completed",
                Ending.COMPLETE,
                7,
                7)),
        arguments(
            "response stream",
            Api.RESPONSES,
            SSE,
            """
            event: response.created
            data: {"type":"response.created","response":{"model":"m","status":"in_progress","usage":null}}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","output_index":0,"delta":"Hey"}

            event: response.output_text.done
            data: {"type":"response.output_text.done","text":"Hey"}

            event: response.incomplete
            data: {"type":"response.incomplete","response":{"model":"m","status":"incomplete","error":null,"output":[{"content":[{"text":"Hey"}]}],"usage":{"input_tokens":7,"output_tokens":1}}}

            """,
            new Answer(
                Optional.of(new Usage(7, 1, 0, 0, false)),
                "m",
                "incomplete",
                Ending.COMPLETE,
                7,
                3)),
        arguments(
            "response stream that failed",
            Api.RESPONSES,
            SSE,
            """
            data: {"type":"response.failed","response":{"status":"failed","error":{"code":"x"}}}

            """,
            new Answer(Optional.empty(), "", "failed", Ending.FAILED, 0, 0)),
        arguments(
            "message",
            Api.MESSAGES,
            JSON,
            """
            {"id":"msg","type":"message","role":"assistant","model":"claude","content":[
             {"type":"thinking","thinking":"Hm","signature":"s"},{"type":"text","text":"Hey"},
             {"type":"tool_use","id":"t","name":"f","input":{"usage":{"output_tokens":99}}}],
             "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":3,
             "cache_creation_input_tokens":10,"cache_read_input_tokens":20,"output_tokens":4,
             "cache_creation":{"ephemeral_5m_input_tokens":10},"service_tier":"standard"}}
            """,
            new Answer(
                Optional.of(new Usage(33, 4, 20, 0, false)),
                "claude",
                "tool_use",
                Ending.COMPLETE,
                33,
                5)),
        arguments(
            "message stream",
            Api.MESSAGES,
            SSE,
            """
            event: message_start
            data: {"type":"message_start","message":{"model":"claude","usage":{"input_tokens":3,"cache_creation_input_tokens":0,"cache_read_input_tokens":20,"output_tokens":1}}}

            event: ping
            data: {"type":"ping"}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hey"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"a\\""}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":15}}

            event: message_stop
            data: {"type":"message_stop"}

            """,
            new Answer(
                Optional.of(new Usage(23, 15, 20, 0, false)),
                "claude",
                "end_turn",
                Ending.COMPLETE,
                23,
                7)),
        arguments(
            "message stream with an error in the middle",
            Api.MESSAGES,
            SSE,
            """
            event: message_start
            data: {"type":"message_start","message":{"model":"claude","usage":{"input_tokens":3,"output_tokens":1}}}

            event: content_block_delta
            data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"Hey"}}

            event: error
            data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}

            """,
            new Answer(Optional.empty(), "claude", "", Ending.FAILED, 3, 3)),
        arguments(
            "not JSON at all",
            Api.CHAT,
            "text/html",
            "<html>\"}]}{[,:\\",
            new Answer(Optional.empty(), "", "", Ending.CUT, 0, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void reads_an_answer_cut_anywhere(
      String name, Api api, String contentType, String body, Answer expected) {
    byte[] bytes = body.getBytes(UTF_8);
    byte[] crLf = body.replace("\n", "\r\n").getBytes(UTF_8);

    assertThat(read(api, contentType, bytes, bytes.length)).as(name).isEqualTo(expected);
    assertThat(read(api, contentType, crLf, 1)).as(name).isEqualTo(expected);
    for (int first = 0; first <= bytes.length; first++) {
      var reader = UsageReader.of(api, contentType);
      reader.accept(Arrays.copyOf(bytes, first));
      reader.accept(ByteBuffer.wrap(bytes, first, bytes.length - first).asReadOnlyBuffer());
      assertThat(reader.answer()).as("%s, cut at %d", name, first).isEqualTo(expected);
    }
  }

  @Test
  void a_slice_of_a_larger_buffer_is_read_alone() {
    byte[] bytes = "xx{\"model\":\"m\",\"usage\":{\"completion_tokens\":2}}\"yy".getBytes(UTF_8);
    var slice = ByteBuffer.wrap(bytes).slice(1, bytes.length - 4).position(1);
    var reader = UsageReader.of(Api.CHAT, JSON);

    reader.accept(slice);

    assertThat(reader.answer().usage()).contains(new Usage(0, 2, 0, 0, false));
    assertThat(slice.position()).isEqualTo(1);
  }

  @Test
  void absent_usage_is_estimated_and_says_so() {
    var answer = new Answer(Optional.empty(), "m", "stop", Ending.COMPLETE, 0, 10);
    var known = new Answer(Optional.empty(), "m", "", Ending.CUT, 23, 10);
    var reported = new Usage(9, 12, 4, 7, false);

    assertThat(answer.usageOrEstimate(100)).isEqualTo(new Usage(100, 3, 0, 0, true));
    assertThat(known.usageOrEstimate(100)).isEqualTo(new Usage(23, 3, 0, 0, true));
    assertThat(
            new Answer(Optional.of(reported), "", "", Ending.COMPLETE, 9, 10).usageOrEstimate(100))
        .isEqualTo(reported);
  }

  @Property(tries = 2000)
  void nothing_throws_whatever_the_bytes(@ForAll byte[] bytes, @ForAll Api api) {
    for (String contentType : new String[] {JSON, SSE, ""}) {
      assertThat(read(api, contentType, bytes, 3)).isNotNull();
    }
  }

  @Test
  void memory_does_not_grow_with_the_answer() {
    byte[] chunk = "x".repeat(1 << 16).getBytes(UTF_8);
    byte[] deep = "[{\"usage\":".repeat(1 << 12).getBytes(UTF_8);
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (String contentType : new String[] {JSON, SSE}) {
      var reader = UsageReader.of(Api.CHAT, contentType);
      reader.accept("data: {\"choices\":[{\"message\":{\"content\":\"".getBytes(UTF_8));
      long before = thread.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 256; i++) {
        reader.accept(chunk);
      }
      reader.accept(deep);
      assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 16);
    }
  }

  @Test
  void numbers_beyond_all_bounds_stay_within_them() {
    var reader = UsageReader.of(Api.CHAT, JSON);

    reader.accept(
        ("{\"usage\":{\"prompt_tokens\":" + "9".repeat(500) + ",\"completion_tokens\":-5}}")
            .getBytes(UTF_8));

    assertThat(reader.answer().inputTokens()).isEqualTo(Long.MAX_VALUE);
    assertThat(reader.answer().usage()).isEmpty();
  }

  @Test
  void counts_that_cannot_be_added_up_stay_within_bounds_too() {
    var reader = UsageReader.of(Api.MESSAGES, JSON);

    reader.accept(
        """
        {"usage":{"input_tokens":3,"cache_creation_input_tokens":9223372036854775807,
         "cache_read_input_tokens":9223372036854775807,"output_tokens":4}}
        """
            .getBytes(UTF_8));

    assertThat(reader.answer().usage())
        .hasValue(new Usage(Long.MAX_VALUE, 4, Long.MAX_VALUE, 0, false));
  }

  private static Answer read(Api api, String contentType, byte[] bytes, int chunk) {
    var reader = UsageReader.of(api, contentType);
    for (int at = 0; at < bytes.length; at += chunk) {
      reader.accept(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk)));
    }
    return reader.answer();
  }
}
