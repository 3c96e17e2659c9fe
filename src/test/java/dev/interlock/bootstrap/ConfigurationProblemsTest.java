package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.ConfigText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad files in {@code config/bad}, each with the exact problems it must give in its {@code .txt}.
 */
class ConfigurationProblemsTest {
  private static final Path FOLDER = Path.of("src/test/resources/config/bad");
  private static final Map<String, String> ENVIRONMENT = Map.of("PORT", "8080", "EMPTY", "");

  static List<Path> files() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER, "*.yaml")) {
      var sorted = new ArrayList<Path>();
      files.forEach(sorted::add);
      sorted.sort(null);
      return sorted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void says_what_is_wrong(Path file) throws IOException {
    var loader = new ConfigurationLoader(ENVIRONMENT::get, () -> ConfigText.TODAY, Signals.ALL);

    String actual =
        loader.load(file, 1).problems().stream()
            .map(problem -> problem.toString().replace(FOLDER + "/", "") + "\n")
            .collect(Collectors.joining());

    Path expected = FOLDER.resolve(file.getFileName().toString().replace(".yaml", ".txt"));
    if (Boolean.getBoolean("interlock.update")) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
    assertThat(loader.load(file, 1)).isInstanceOf(Loaded.Invalid.class);
  }
}
