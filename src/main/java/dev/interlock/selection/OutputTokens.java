package dev.interlock.selection;

import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.signal.SignalSet;
import java.util.Map;

/**
 * How long an answer is expected to be: a prior by task and output type, never more than the
 * caller's cap. The figures are rounded guesses, to be replaced by what is measured; only their
 * ratio to the input matters to the choice, because every candidate is given the same.
 */
final class OutputTokens {
  private static final double DEFAULT = 300;
  private static final double CODE = 500;
  private static final double JSON = 200;

  /** By the labels of the signal {@code task}; {@code general} says nothing. */
  private static final Map<String, Double> BY_TASK =
      Map.of(
          "extraction", 150.0,
          "knowledge", 200.0,
          "roleplay", 250.0,
          "math", 500.0,
          "coding", CODE,
          "reasoning", 600.0,
          "writing", 600.0);

  private OutputTokens() {}

  static double expected(InferenceRequest request, SignalSet signals) {
    if (request.api() == Api.EMBEDDINGS) {
      return 0;
    }
    double prior = prior(request, signals);
    return request.maxOutputTokens().isPresent()
        ? Math.min(prior, request.maxOutputTokens().getAsInt())
        : prior;
  }

  private static double prior(InferenceRequest request, SignalSet signals) {
    Double byTask = BY_TASK.get(signals.label("task", ""));
    if (byTask != null) {
      return byTask;
    }
    if (request.responseFormat() != ResponseFormat.FREE) {
      return JSON;
    }
    return switch (signals.label("output", "")) {
      case "code" -> CODE;
      case "json" -> JSON;
      default -> DEFAULT;
    };
  }
}
