package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.interlock.examples.ShellLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever a page tells its reader to type exists, options included. */
class DocumentedCommandsTest {
  private static final Path BASE = Path.of("").toAbsolutePath();

  @Test
  void every_command_and_option_exists() throws IOException {
    List<ShellLine> lines = typed("interlock");

    assertThat(lines).hasSizeGreaterThan(25);
    for (ShellLine line : lines) {
      List<String> words = line.words();
      assertThatCode(
              () ->
                  Interlock.commands()
                      .parseArgs(words.subList(1, words.size()).toArray(String[]::new)))
          .as(line.toString())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void every_make_target_exists() throws IOException {
    Set<String> targets =
        Pattern.compile("^([a-z0-9-]+):", Pattern.MULTILINE)
            .matcher(Files.readString(BASE.resolve("Makefile")))
            .results()
            .map(target -> target.group(1))
            .collect(Collectors.toSet());
    List<ShellLine> lines = typed("make");

    assertThat(lines).hasSizeGreaterThan(3);
    for (ShellLine line : lines) {
      assertThat(targets)
          .as(line.toString())
          .containsAll(line.words().stream().skip(1).filter(word -> !word.contains("=")).toList());
    }
  }

  @Test
  void every_script_exists() throws IOException {
    Set<String> scripts =
        Pattern.compile("\\bscripts/[a-z0-9-]+")
            .matcher(pages())
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(scripts).hasSizeGreaterThan(5);
    assertThat(scripts).allSatisfy(script -> assertThat(BASE.resolve(script)).isExecutable());
  }

  private static List<ShellLine> typed(String program) throws IOException {
    return ShellLine.all(BASE).stream().filter(line -> line.runs(program)).toList();
  }

  private static String pages() throws IOException {
    var text = new StringBuilder();
    for (Path page : ShellLine.pages(BASE)) {
      text.append(Files.readString(page));
    }
    return text.toString();
  }
}
