package dev.interlock.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command that a page tells its reader to type.
 *
 * @param page where it stands
 * @param text the command, without a prompt and without its comment
 */
public record ShellLine(Path page, String text) {
  /** A comment begins behind a blank; `#` may be in a command. */
  private static final Pattern COMMENT = Pattern.compile("\\s+# .*$");

  private static final Pattern WORD =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\S+)");

  /** README, docs and the pages of examples. */
  public static List<Path> pages(Path base) throws IOException {
    try (Stream<Path> docs = Files.walk(base.resolve("docs"));
        Stream<Path> examples = Files.walk(base.resolve("examples"))) {
      return Stream.of(Stream.of(base.resolve("README.md")), docs, examples)
          .flatMap(pages -> pages)
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** Every command of these pages. */
  public static List<ShellLine> all(Path base) throws IOException {
    return pages(base).stream().flatMap(page -> in(page).stream()).toList();
  }

  private static List<ShellLine> in(Path page) {
    var block = new StringBuilder();
    Optional<String> language = Optional.empty();
    for (String line : read(page).lines().toList()) {
      if (line.strip().startsWith("```")) {
        language = language.isPresent() ? Optional.empty() : Optional.of(line.strip().substring(3));
      } else if (language.filter(Set.of("", "sh")::contains).isPresent()) {
        block.append(line).append('\n');
      }
    }
    return block
        .toString()
        .replace("\\\n", " ")
        .lines()
        .map(line -> COMMENT.matcher(line).replaceFirst("").strip().replaceFirst("^\\$ ", ""))
        .filter(line -> !line.isEmpty())
        .map(line -> new ShellLine(page, line))
        .toList();
  }

  /** Whether the command is one of {@code program}. */
  public boolean runs(String program) {
    return text.equals(program) || text.startsWith(program + " ");
  }

  /** Its words up to the first redirection, pipe or ampersand. */
  public List<String> words() {
    var words = new ArrayList<String>();
    var word = WORD.matcher(text);
    while (word.find()) {
      String bare = word.group(3);
      if (bare != null && bare.matches("[0-9]?>.*|\\||&&?|;")) {
        break;
      }
      words.add(word.group(1) != null ? word.group(1) : bare != null ? bare : word.group(2));
    }
    return words;
  }

  @Override
  public String toString() {
    return page.getFileName() + ": " + text;
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
