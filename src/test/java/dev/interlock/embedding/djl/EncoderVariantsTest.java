package dev.interlock.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.EncoderException;
import dev.interlock.embedding.EncoderManifest;
import dev.interlock.embedding.EncoderStatus.Transformer;
import dev.interlock.embedding.LocalTextEncoder;
import dev.interlock.embedding.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of encoders that are not quite the shipped one. */
class EncoderVariantsTest {
  @TempDir Path directory;

  @Test
  void wrong_reference_vectors_are_refused() throws IOException {
    spoilGolden("forward_full", "forward_reduced");
    assertThatThrownBy(() -> EncoderLoader.open(directory, 1).close())
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("reference vectors: cosine");
  }

  @Test
  void where_only_seven_bits_give_the_reference_they_are_used() throws IOException {
    spoilGolden("forward_full");
    try (LocalTextEncoder encoder = EncoderLoader.open(directory, 1)) {
      assertThat(encoder.status().transformer()).isEqualTo(Transformer.REDUCED);
      assertThat(encoder.space())
          .as("heads read vectors of either arithmetic")
          .isEqualTo(EncoderManifest.read(EncoderDirectory.SHIPPED).space());
    }
  }

  @Test
  void without_a_transformer_the_rest_goes_on() throws IOException {
    EncoderDirectory.copy(directory, json -> json.put("forward", ""));
    try (LocalTextEncoder encoder = EncoderLoader.open(directory, 1)) {
      assertThat(encoder.status().transformer()).isEqualTo(Transformer.NONE);
      assertThat(encoder.status().degraded()).isTrue();
      var encoding = encoder.encode("hello", Deadline.NEVER);
      assertThat(encoding.forward()).isEmpty();
      assertThat(encoding.staticVector()).hasSize(encoder.staticDimension());
    }
  }

  @Test
  void a_file_that_is_not_as_listed_is_refused() throws IOException {
    EncoderDirectory.copy(directory, json -> {});
    EncoderDirectory.change(
        EncoderDirectory.SHIPPED.resolve("encoder.json"),
        directory.resolve("encoder.json"),
        json -> {});
    Path vocabulary = directory.resolve("vocab.txt");
    byte[] bytes = Files.readAllBytes(vocabulary);
    Files.delete(vocabulary);
    bytes[10] ^= 1;
    Files.write(vocabulary, bytes);
    assertThatThrownBy(() -> EncoderLoader.open(directory, 1).close())
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("vocab.txt: sha256");
  }

  /**
   * Another encoder brings its own tokenizer; here it is the same one, read by the native library.
   */
  @Test
  void another_encoder_with_its_own_tokenizer() throws IOException {
    EncoderDirectory.copy(directory, json -> json.put("vocabulary", "").put("space", "other"));
    String text = "Does the café accept cards? " + "And what else is there to know? ".repeat(60);
    try (LocalTextEncoder own = EncoderLoader.open(EncoderDirectory.SHIPPED, 1);
        LocalTextEncoder other =
            EncoderLoader.open(EncoderDirectory.SHIPPED, Optional.of(directory), 1)) {
      assertThat(other.space()).startsWith("other");
      for (String sample : new String[] {"hello there", text}) {
        float[] expected = own.encode(sample, Deadline.NEVER).forward().orElseThrow();
        float[] actual = other.encode(sample, Deadline.NEVER).forward().orElseThrow();
        assertThat(Vectors.dot(expected, actual)).isCloseTo(1, Offset.offset(1e-4f));
      }
    }
  }

  private void spoilGolden(String... branches) throws IOException {
    EncoderDirectory.copy(directory, json -> {});
    Consumer<ObjectNode> reverse =
        json -> {
          for (var vector : json.withArray("vectors")) {
            for (String branch : branches) {
              ((ObjectNode) vector).set(branch, reversed((ArrayNode) vector.get(branch)));
            }
          }
        };
    EncoderDirectory.change(
        EncoderDirectory.SHIPPED.resolve("golden.json"), directory.resolve("golden.json"), reverse);
  }

  private static ArrayNode reversed(ArrayNode array) {
    ArrayNode reversed = array.arrayNode();
    for (int i = array.size() - 1; i >= 0; i--) {
      reversed.add(array.get(i));
    }
    return reversed;
  }
}
