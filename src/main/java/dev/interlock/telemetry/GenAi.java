package dev.interlock.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Every name of OpenTelemetry's <a
 * href="https://opentelemetry.io/docs/specs/semconv/gen-ai/">conventions for generative AI</a> that
 * spans and metrics of ours carry, so that dashboards made for any of them understand ours. A test
 * holds them against the published list.
 */
public final class GenAi {
  /** What is asked for: {@code chat}, {@code text_completion}, {@code embeddings}. */
  public static final AttributeKey<String> OPERATION_NAME =
      AttributeKey.stringKey("gen_ai.operation.name");

  /** Whose API is spoken: {@code openai} or {@code anthropic}. */
  public static final AttributeKey<String> PROVIDER_NAME =
      AttributeKey.stringKey("gen_ai.provider.name");

  /** The name the client asked for, if the configuration knows it. */
  public static final AttributeKey<String> REQUEST_MODEL =
      AttributeKey.stringKey("gen_ai.request.model");

  public static final AttributeKey<Boolean> REQUEST_STREAM =
      AttributeKey.booleanKey("gen_ai.request.stream");

  /** The model of the catalogue that answered. */
  public static final AttributeKey<String> RESPONSE_MODEL =
      AttributeKey.stringKey("gen_ai.response.model");

  public static final AttributeKey<Long> INPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.input_tokens");

  public static final AttributeKey<Long> OUTPUT_TOKENS =
      AttributeKey.longKey("gen_ai.usage.output_tokens");

  /** {@code input} or {@code output}. */
  public static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey("gen_ai.token.type");

  /** The HTTP status of an error, or {@code no_answer}. */
  public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  /** Tokens of an answer, by {@link #TOKEN_TYPE}: a histogram in {@code {token}}. */
  public static final String TOKEN_USAGE = "gen_ai.client.token.usage";

  /** From the decision to the end of the answer: a histogram in seconds. */
  public static final String OPERATION_DURATION = "gen_ai.client.operation.duration";

  private GenAi() {}

  /** The operation of one of our APIs, by its id. */
  public static String operation(String api) {
    return switch (api) {
      case "completions" -> "text_completion";
      case "embeddings" -> "embeddings";
      default -> "chat";
    };
  }

  /** The provider whose API it is. */
  public static String provider(String api) {
    return api.equals("messages") ? "anthropic" : "openai";
  }
}
