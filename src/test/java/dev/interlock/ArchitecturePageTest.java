package dev.interlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/architecture.md} leads to every package there is, and to no other. */
class ArchitecturePageTest {
  private static final Path BASE = Path.of(System.getProperty("interlock.basedir", ""));
  private static final Pattern NAME = Pattern.compile("`([a-z]+)[`.]");

  @Test
  void the_map_names_every_package() throws IOException {
    List<String> named =
        Files.readAllLines(BASE.resolve("docs/architecture.md")).stream()
            .filter(line -> line.startsWith("| ") && line.contains("`"))
            .map(line -> line.substring(line.indexOf('|', 1)))
            .flatMap(cell -> NAME.matcher(cell).results().map(match -> match.group(1)))
            .toList();

    assertThat(named).containsAll(packages());
    assertThat(packages()).containsAll(named);
  }

  private static List<String> packages() throws IOException {
    try (Stream<Path> folders = Files.list(BASE.resolve("src/main/java/dev/interlock"))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .toList();
    }
  }
}
