package dev.interlock.embedding.djl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Copies of the shipped encoder with something changed. */
final class EncoderDirectory {
  static final Path SHIPPED = Path.of(System.getProperty("interlock.home"), "encoder");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EncoderDirectory() {}

  /** Links every file into {@code directory}, and writes a changed manifest without checksums. */
  static Path copy(Path directory, Consumer<ObjectNode> change) throws IOException {
    try (var files = Files.list(SHIPPED)) {
      for (Path file : files.toList()) {
        if (!file.endsWith("encoder.json")) {
          Files.createSymbolicLink(directory.resolve(file.getFileName()), file.toAbsolutePath());
        }
      }
    }
    change(
        SHIPPED.resolve("encoder.json"),
        directory.resolve("encoder.json"),
        change.andThen(json -> json.remove("files")));
    return directory;
  }

  /** Rewrites the JSON file {@code from} as {@code to}. */
  static void change(Path from, Path to, Consumer<ObjectNode> change) throws IOException {
    var json = (ObjectNode) JSON.readTree(Files.readAllBytes(from));
    change.accept(json);
    Files.deleteIfExists(to);
    Files.write(to, JSON.writeValueAsBytes(json));
  }
}
