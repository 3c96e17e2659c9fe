package dev.interlock.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.SyntheticExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterBundleTest {
  private static final RouterBundle BUNDLE =
      BundleTrainer.bundle(SyntheticExamples.of(30, true), List.of("a", "b"), "space-1");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.write(folder.resolve("router.bundle"), BUNDLE.toBytes());
  }

  @Test
  void expects_the_same_after_a_file_as_before() {
    RouterBundle read = RouterBundle.read(file, "space-1");
    assertThat(read.models()).containsExactly("a", "b");
    assertThat(read.metrics()).isEqualTo(BUNDLE.metrics());
    assertThat(read.version()).isEqualTo(BUNDLE.version()).hasSize(12);
    Representation text = SyntheticExamples.text(SyntheticExamples.HARD, 77);
    assertThat(read.predictor().forecast(text).chance())
        .isEqualTo(BUNDLE.predictor().forecast(text).chance());
    assertThat(read.predictor().forecast(text).outputTokens())
        .isEqualTo(BUNDLE.predictor().forecast(text).outputTokens());
  }

  @Test
  void what_is_certified_is_in_the_file_and_need_not_be() {
    RouterBundle certified =
        BundleTrainer.bundle(SyntheticExamples.of(100, true), List.of("a", "b"), "s");
    assertThat(certified.floors().highest(1, 1)).isGreaterThan(0.9);
    assertThat(parsed(certified).floors()).isEqualTo(certified.floors());
    assertThat(parsed(certified.uncertified()).floors()).isEqualTo(CertifiedFloors.NONE);
    assertThat(certified.toBytes()).startsWith(withoutDigest(certified.uncertified().toBytes()));
  }

  private static RouterBundle parsed(RouterBundle bundle) {
    return RouterBundle.parse("file", bundle.toBytes(), Optional.empty());
  }

  private static byte[] withoutDigest(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length - 32);
  }

  @Test
  void a_damaged_file_is_refused() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertRefused("checksum mismatch (expected: a bundle written whole)");
    Files.write(file, Arrays.copyOf(bytes, 20));
    assertRefused("checksum mismatch (expected: a bundle written whole)");
  }

  @Test
  void a_missing_file_is_refused() throws IOException {
    Files.delete(file);
    assertRefused("unreadable (expected: a router bundle)");
  }

  @Test
  void another_vector_space_is_refused() {
    assertThatThrownBy(() -> RouterBundle.read(file, "space-2"))
        .isInstanceOf(BundleException.class)
        .hasMessage(file + ": vector space space-1 (expected: space-2; train it again)");
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> RouterBundle.read(file, "space-1"))
        .isInstanceOf(BundleException.class)
        .hasMessage(file + ": " + reason);
  }
}
