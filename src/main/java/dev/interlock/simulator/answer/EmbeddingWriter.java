package dev.interlock.simulator.answer;

import dev.interlock.simulator.call.Call.Embeddings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes embeddings: unit vectors of hashed words, so that texts that share words are close.
 * Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009.
 */
public final class EmbeddingWriter {
  private static final int FEATURES_A_WORD = 4;

  private EmbeddingWriter() {}

  /**
   * The answer to {@code call}.
   *
   * @param seed decides what a word is hashed to
   */
  public static ObjectNode write(Embeddings call, long seed) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = body.putArray("data");
    for (int i = 0; i < call.inputs().size(); i++) {
      float[] vector = vector(call.inputs().get(i), call.dimensions(), seed);
      ObjectNode item = data.addObject().put("object", "embedding").put("index", i);
      if (call.base64()) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        item.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
      } else {
        ArrayNode numbers = item.putArray("embedding");
        for (float number : vector) {
          numbers.add(number);
        }
      }
    }
    body.put("model", call.model());
    body.putObject("usage")
        .put("prompt_tokens", call.inputTokens())
        .put("total_tokens", call.inputTokens());
    return body;
  }

  private static float[] vector(String text, int dimensions, long seed) {
    float[] vector = new float[dimensions];
    for (String word : text.split("\\W+", -1)) {
      long bits = SplitMix.mix(seed + word.hashCode());
      for (int i = 0; i < FEATURES_A_WORD; i++) {
        vector[Math.floorMod((int) bits, dimensions)] += (bits & (1L << 40)) == 0 ? 1 : -1;
        bits = SplitMix.mix(bits);
      }
    }
    double norm = 0;
    for (float x : vector) {
      norm += x * x;
    }
    float scale = norm == 0 ? 0 : (float) (1 / Math.sqrt(norm));
    for (int i = 0; i < dimensions; i++) {
      vector[i] *= scale;
    }
    return vector;
  }
}
