package dev.interlock.cli;

import dev.interlock.inference.Api;
import picocli.CommandLine.Option;

/** {@code --api} and {@code --model}: how a bare prompt is asked. */
final class AskedAs {
  @Option(
      names = "--api",
      description = "Endpoint: chat, completions, embeddings, responses, messages.",
      defaultValue = "chat")
  private String api = "chat";

  @Option(
      names = "--model",
      description = "Model a bare prompt asks for (default: ${DEFAULT-VALUE}).",
      defaultValue = "auto")
  private String model = "auto";

  /** The endpoint; an unknown one ends the command. */
  Api api() {
    return Api.named(api)
        .orElseThrow(
            () ->
                new Failure(
                    2,
                    "--api: "
                        + api
                        + " (expected: chat, completions, embeddings, responses or messages)"));
  }

  String model() {
    return model;
  }
}
