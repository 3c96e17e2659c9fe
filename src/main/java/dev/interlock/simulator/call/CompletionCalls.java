package dev.interlock.simulator.call;

import dev.interlock.inference.Api;
import dev.interlock.simulator.call.Call.Generation;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads {@code /v1/completions}, the endpoint that takes a bare prompt. */
final class CompletionCalls {
  private CompletionCalls() {}

  static Generation read(Fields fields) {
    String model = fields.requiredString("model");
    JsonNode prompt = fields.required("prompt");
    fields.expect(prompt.isString() || prompt.isArray(), "prompt", "a string or an array");
    Text text = new Text();
    text.turn("user", prompt.isArray() ? prompt.path(0).asString("") : prompt.stringValue(""));
    boolean stream = fields.flag("stream");
    fields.between("temperature", 0, 2);
    fields.between("n", 1, 1);
    return new Generation(
        Api.COMPLETIONS,
        model,
        stream,
        fields.get("stream_options").path("include_usage").booleanValue(false),
        text.prompt(),
        text.tokens(),
        fields.positive("max_tokens"),
        Optional.empty(),
        Optional.empty());
  }
}
