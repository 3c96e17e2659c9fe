package dev.interlock.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.djl.EncoderLoader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedEncoderTest {
  private static final Path SHIPPED = Path.of("src/main/encoder");

  @TempDir private Path directory;

  @Test
  void what_an_interrupted_run_did_not_finish_is_written_anew() throws IOException {
    float[] first = forward("one");
    forward("two");
    try (var file = FileChannel.open(only(), StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 3);
    }

    float[] second = forward("two");

    assertThat(forward("one")).isEqualTo(first);
    assertThat(forward("two")).isEqualTo(second);
  }

  private float[] forward(String text) throws IOException {
    try (var encoder = EncoderLoader.open(SHIPPED, 1);
        var cached = new CachedEncoder(encoder, directory)) {
      return cached.encode(text, Deadline.NEVER).forward().orElseThrow();
    }
  }

  private Path only() throws IOException {
    try (var files = Files.list(directory)) {
      return files.findFirst().orElseThrow();
    }
  }
}
