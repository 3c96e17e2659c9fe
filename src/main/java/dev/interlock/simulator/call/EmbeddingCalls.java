package dev.interlock.simulator.call;

import dev.interlock.simulator.call.Call.Embeddings;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads {@code /v1/embeddings}: text, several texts, token ids, or several lists of token ids. */
final class EmbeddingCalls {
  private static final int DIMENSIONS = 384;

  private EmbeddingCalls() {}

  static Embeddings read(Fields fields) {
    String model = fields.requiredString("model");
    JsonNode input = fields.required("input");
    List<String> inputs = new ArrayList<>();
    int tokens = 0;
    boolean several = input.isArray() && !input.path(0).isNumber();
    for (JsonNode one : several ? input : List.of(input)) {
      boolean ids = one.isArray() && !one.isEmpty();
      fields.expect(
          ids || (one.isString() && !one.stringValue().isEmpty()),
          "input",
          "a non-empty string, or an array of them");
      inputs.add(ids ? one.toString() : one.stringValue(""));
      tokens += ids ? one.size() : (one.stringValue("").length() + 3) / 4;
    }
    fields.expect(!inputs.isEmpty(), "input", "at least one text");
    String format = fields.get("encoding_format").stringValue("float");
    fields.expect(
        format.equals("float") || format.equals("base64"), "encoding_format", "float or base64");
    int dimensions = fields.positive("dimensions").orElse(DIMENSIONS);
    fields.expect(dimensions <= DIMENSIONS, "dimensions", "at most " + DIMENSIONS);
    return new Embeddings(model, inputs, tokens, format.equals("base64"), dimensions);
  }
}
