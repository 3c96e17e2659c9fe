package dev.interlock.bootstrap;

import dev.interlock.digest.Sha256;
import dev.interlock.embedding.EncoderStatus;
import dev.interlock.signal.intent.Intent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A name for how text is looked at: the same in every process of one version that gives the same
 * signals to the same text.
 */
final class Lens {
  private final MessageDigest digest = Sha256.begin();

  private Lens() {}

  /**
   * The name.
   *
   * @param encoder folder of the encoder
   * @param heads folder of the heads
   */
  static String of(Path encoder, EncoderStatus status, Path heads, List<Intent> intents) {
    var lens = new Lens();
    lens.add(Optional.ofNullable(Lens.class.getPackage().getImplementationVersion()).orElse(""));
    // It lists every file by its hash.
    lens.add(encoder.resolve("encoder.json"));
    lens.add(status.transformer().name());
    files(heads).forEach(lens::add);
    for (Intent intent : intents) {
      lens.add(intent.name());
      intent.examples().forEach(lens::add);
      lens.add("");
    }
    return HexFormat.of().formatHex(lens.digest.digest());
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Path file) {
    try {
      add(file.getFileName().toString());
      add(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
