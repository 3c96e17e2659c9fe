package dev.interlock.embedding.djl;

import ai.djl.translate.TranslateException;
import dev.interlock.embedding.EncoderException;
import dev.interlock.embedding.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reference vectors, written when the encoder was exported: what the transformer must give here
 * too.
 *
 * @param tolerance least cosine to a reference vector
 * @param vectors the references
 */
record Golden(double tolerance, List<Reference> vectors) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One text's input ids and its vectors by both branches. */
  @SuppressWarnings("ArrayRecordComponent")
  record Reference(long[] ids, float[] full, float[] reduced) {}

  /** A pass to check. */
  interface Pass {
    float[] run(long[] ids) throws TranslateException;
  }

  static Golden read(Path file) {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      List<Reference> vectors = new ArrayList<>();
      for (JsonNode node : json.path("vectors")) {
        vectors.add(
            new Reference(
                node.path("ids").valueStream().mapToLong(JsonNode::asLong).toArray(),
                floats(node.path("forward_full")),
                floats(node.path("forward_reduced"))));
      }
      if (vectors.isEmpty()) {
        throw new EncoderException(file + ": no reference vectors (expected: at least one)");
      }
      return new Golden(json.path("tolerance_cosine").asDouble(0.999), vectors);
    } catch (IOException | JacksonException e) {
      throw new EncoderException(file + ": unreadable: " + e.getMessage(), e);
    }
  }

  /** The least cosine of {@code pass} to the references. */
  double worstCosine(Pass pass, boolean reduced) throws TranslateException {
    double worst = 1;
    for (Reference reference : vectors) {
      float[] expected = reduced ? reference.reduced() : reference.full();
      float[] actual = pass.run(reference.ids());
      if (actual.length != expected.length) {
        throw new EncoderException(
            "forward: " + actual.length + " numbers (expected: " + expected.length + ")");
      }
      worst = Math.min(worst, Vectors.dot(actual, expected));
    }
    return worst;
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).asDouble();
    }
    Vectors.normalize(values);
    return values;
  }
}
