package dev.interlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever names the version names the same one as {@code pom.xml}. */
class VersionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "helm/interlock/Chart.yaml | ^version: (\\S+)$",
        "helm/interlock/Chart.yaml | ^appVersion: (\\S+)$",
        "docs/guides/kubernetes.md | \\binterlock:(\\d+\\.\\d+\\.\\d+)",
        "docs/comparison.md | \\*\\*Interlock\\*\\* (\\S+)",
        "CHANGELOG.md | \\A(?s:.*?)^## (\\d\\S*) - ",
      })
  void is_the_same_everywhere(Path file, String pattern) throws IOException {
    List<String> named =
        Pattern.compile(pattern, Pattern.MULTILINE)
            .matcher(Files.readString(file))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(named).isNotEmpty().allMatch(released()::equals);
  }

  /** Without {@code -SNAPSHOT}, as {@code scripts/image} names the image. */
  private static String released() throws IOException {
    var version =
        Pattern.compile("^  <version>(.*)</version>", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    return version.group(1).replace("-SNAPSHOT", "");
  }
}
