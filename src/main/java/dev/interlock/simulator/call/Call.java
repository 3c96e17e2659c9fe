package dev.interlock.simulator.call;

import dev.interlock.inference.Api;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A request that passed validation. */
public sealed interface Call extends Reading {
  /** The model name the client wrote. */
  String model();

  /** Tokens of the request, as the server counts them. */
  int inputTokens();

  /**
   * A request for text.
   *
   * @param includeUsage whether a stream ends with a usage event, where the dialect makes that a
   *     choice
   * @param prompt the text of the last user turn
   * @param toolCall the call to answer with, when tools are offered and one is wanted
   * @param json the text to answer with, when the answer must be JSON
   */
  record Generation(
      Api api,
      String model,
      boolean stream,
      boolean includeUsage,
      String prompt,
      int inputTokens,
      OptionalInt maxTokens,
      Optional<ToolCall> toolCall,
      Optional<String> json)
      implements Call {
    @Override
    public String toString() {
      return "Generation[api=" + api + ", model=" + model + ", stream=" + stream + "]";
    }
  }

  /**
   * A request for vectors, one for each input.
   *
   * @param base64 whether vectors are wanted as base64 of little-endian floats
   */
  record Embeddings(
      String model, List<String> inputs, int inputTokens, boolean base64, int dimensions)
      implements Call {
    @Override
    public String toString() {
      return "Embeddings[model=" + model + ", inputs=" + inputs.size() + "]";
    }
  }

  /**
   * A call the model makes.
   *
   * @param arguments a JSON object
   */
  record ToolCall(String name, String arguments) {
    @Override
    public String toString() {
      return "ToolCall[name=" + name + "]";
    }
  }
}
