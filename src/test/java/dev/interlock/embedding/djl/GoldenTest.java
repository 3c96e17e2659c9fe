package dev.interlock.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.LocalTextEncoder;
import dev.interlock.embedding.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The exporter's reference vectors hold for the whole way from text, tokenizer included. */
class GoldenTest {
  @Test
  void from_text_to_vectors() throws IOException {
    JsonNode golden =
        JsonMapper.builder()
            .build()
            .readTree(Files.readAllBytes(EncoderDirectory.SHIPPED.resolve("golden.json")));
    try (LocalTextEncoder encoder = EncoderLoader.open(EncoderDirectory.SHIPPED, 1)) {
      for (JsonNode reference : golden.path("vectors")) {
        String text = reference.path("text").asString();
        var encoding = encoder.encode(text, Deadline.NEVER);
        assertThat(cosine(encoding.staticVector(), reference.path("static")))
            .as("static vector of: %s", text)
            .isGreaterThan(0.999f);
        String branch = encoder.status().degraded() ? "forward_reduced" : "forward_full";
        assertThat(cosine(encoding.forward().orElseThrow(), reference.path(branch)))
            .as("forward vector of: %s", text)
            .isGreaterThan(0.999f);
        assertThat(encoding.coverage().forwardTokens()).isEqualTo(reference.path("ids").size());
      }
    }
  }

  private static float cosine(float[] actual, JsonNode expected) {
    float[] vector = new float[expected.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) expected.get(i).asDouble();
    }
    Vectors.normalize(vector);
    return Vectors.dot(actual, vector);
  }
}
