package dev.interlock.dialect.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.dialect.answer.Answer.Ending;
import dev.interlock.inference.Api;
import dev.interlock.inference.Usage;
import org.junit.jupiter.api.Test;

class UsageReaderTest {
  @Test
  void reads_a_chat_completion() {
    var reader = UsageReader.of(Api.CHAT, "application/json");
    reader.accept(
        """
        {"id":"c","object":"chat.completion","model":"qwen","choices":[{"index":0,"message":
        {"role":"assistant","content":"Hé\\n!","refusal":null},"finish_reason":"stop"}],
        "usage":{"prompt_tokens":9,"completion_tokens":12,"total_tokens":21,
        "prompt_tokens_details":{"cached_tokens":4},
        "completion_tokens_details":{"reasoning_tokens":7}}}
        """
            .getBytes(UTF_8));

    var answer = reader.answer();

    assertThat(answer.usage()).contains(new Usage(9, 12, 4, 7, false));
    assertThat(answer.model()).isEqualTo("qwen");
    assertThat(answer.finishReason()).isEqualTo("stop");
    assertThat(answer.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(answer.outputChars()).isEqualTo(4);
  }

  @Test
  void reads_a_chat_stream() {
    var reader = UsageReader.of(Api.CHAT, "text/event-stream; charset=utf-8");
    reader.accept(
        """
        : keep-alive

        data: {"model":"qwen","choices":[{"delta":{"role":"assistant","content":""}}],"usage":null}

        data: {"model":"qwen","choices":[{"delta":{"content":"Hey"},"finish_reason":null}]}

        data: {"model":"qwen","choices":[{"delta":{},"finish_reason":"length"}]}

        data: {"model":"qwen","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}}

        data: [DONE]

        """
            .getBytes(UTF_8));

    assertThat(reader.answer())
        .isEqualTo(
            new Answer(
                java.util.Optional.of(new Usage(5, 2, 0, 0, false)),
                "qwen",
                "length",
                Ending.COMPLETE,
                5,
                3));
  }
}
