package dev.interlock.dialect.answer;

import static java.util.Map.entry;

import dev.interlock.inference.Api;
import java.util.Map;

/** Where each endpoint's answers say what. */
final class AnswerShape {
  private static final Path OPENAI =
      Path.tree(
          Map.ofEntries(
              entry("model", Fact.MODEL),
              entry("error", Fact.ERROR),
              entry("object", Fact.EVENT),
              entry("choices.finish_reason", Fact.FINISH_REASON),
              entry("choices.text", Fact.OUTPUT),
              entry("choices.message.content", Fact.OUTPUT),
              entry("choices.message.refusal", Fact.OUTPUT),
              entry("choices.message.reasoning", Fact.OUTPUT),
              entry("choices.message.reasoning_content", Fact.OUTPUT),
              entry("choices.message.tool_calls.function.arguments", Fact.OUTPUT),
              entry("choices.delta.content", Fact.OUTPUT),
              entry("choices.delta.refusal", Fact.OUTPUT),
              entry("choices.delta.reasoning", Fact.OUTPUT),
              entry("choices.delta.reasoning_content", Fact.OUTPUT),
              entry("choices.delta.tool_calls.function.arguments", Fact.OUTPUT),
              entry("usage.prompt_tokens", Fact.INPUT_TOKENS),
              entry("usage.prompt_tokens_details.cached_tokens", Fact.CACHE_READ_TOKENS),
              entry("usage.completion_tokens", Fact.OUTPUT_TOKENS),
              entry("usage.completion_tokens_details.reasoning_tokens", Fact.REASONING_TOKENS)));

  private static final Path RESPONSES =
      Path.tree(
          Map.ofEntries(
              entry("model", Fact.MODEL),
              entry("error", Fact.ERROR),
              entry("status", Fact.FINISH_REASON),
              entry("output.content.text", Fact.OUTPUT),
              entry("output.content.refusal", Fact.OUTPUT),
              entry("output.summary.text", Fact.OUTPUT),
              entry("output.arguments", Fact.OUTPUT),
              entry("usage.input_tokens", Fact.INPUT_TOKENS),
              entry("usage.input_tokens_details.cached_tokens", Fact.CACHE_READ_TOKENS),
              entry("usage.output_tokens", Fact.OUTPUT_TOKENS),
              entry("usage.output_tokens_details.reasoning_tokens", Fact.REASONING_TOKENS)));

  private static final Path RESPONSES_EVENT =
      Path.tree(
          Map.ofEntries(
              entry("type", Fact.EVENT),
              entry("delta", Fact.OUTPUT),
              entry("response.model", Fact.MODEL),
              entry("response.status", Fact.FINISH_REASON),
              entry("response.error", Fact.ERROR),
              entry("response.usage.input_tokens", Fact.INPUT_TOKENS),
              entry("response.usage.input_tokens_details.cached_tokens", Fact.CACHE_READ_TOKENS),
              entry("response.usage.output_tokens", Fact.OUTPUT_TOKENS),
              entry(
                  "response.usage.output_tokens_details.reasoning_tokens", Fact.REASONING_TOKENS)));

  private static final Path MESSAGES =
      Path.tree(
          Map.ofEntries(
              entry("model", Fact.MODEL),
              entry("error", Fact.ERROR),
              entry("stop_reason", Fact.FINISH_REASON),
              entry("content.text", Fact.OUTPUT),
              entry("content.thinking", Fact.OUTPUT),
              entry("usage.input_tokens", Fact.INPUT_TOKENS),
              entry("usage.cache_read_input_tokens", Fact.EXTRA_CACHE_READ_TOKENS),
              entry("usage.cache_creation_input_tokens", Fact.EXTRA_CACHE_WRITE_TOKENS),
              entry("usage.output_tokens", Fact.OUTPUT_TOKENS)));

  private static final Path MESSAGES_EVENT =
      Path.tree(
          Map.ofEntries(
              entry("type", Fact.EVENT),
              entry("error", Fact.ERROR),
              entry("message.model", Fact.MODEL),
              entry("message.usage.input_tokens", Fact.INPUT_TOKENS),
              entry("message.usage.cache_read_input_tokens", Fact.EXTRA_CACHE_READ_TOKENS),
              entry("message.usage.cache_creation_input_tokens", Fact.EXTRA_CACHE_WRITE_TOKENS),
              entry("usage.input_tokens", Fact.INPUT_TOKENS),
              entry("usage.cache_read_input_tokens", Fact.EXTRA_CACHE_READ_TOKENS),
              entry("usage.cache_creation_input_tokens", Fact.EXTRA_CACHE_WRITE_TOKENS),
              entry("usage.output_tokens", Fact.OUTPUT_TOKENS),
              entry("delta.stop_reason", Fact.FINISH_REASON),
              entry("delta.text", Fact.OUTPUT),
              entry("delta.thinking", Fact.OUTPUT),
              entry("delta.partial_json", Fact.OUTPUT)));

  private AnswerShape() {}

  /** The paths in a whole answer. */
  static Path ofBody(Api api) {
    return switch (api) {
      case CHAT, COMPLETIONS, EMBEDDINGS -> OPENAI;
      case RESPONSES -> RESPONSES;
      case MESSAGES -> MESSAGES;
    };
  }

  /** The paths in the data of one event. */
  static Path ofEvent(Api api) {
    return switch (api) {
      case CHAT, COMPLETIONS, EMBEDDINGS -> OPENAI;
      case RESPONSES -> RESPONSES_EVENT;
      case MESSAGES -> MESSAGES_EVENT;
    };
  }
}
