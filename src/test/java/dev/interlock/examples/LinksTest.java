package dev.interlock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links within the repository lead somewhere. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(?:#([^)\\s]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

  @Test
  void every_file_and_every_heading_exists() throws IOException {
    for (Path page : ShellLine.pages(Path.of("").toAbsolutePath())) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        Path target = page.resolveSibling(link.group(1)).normalize();
        assertThat(target).as(page + ": " + link.group()).exists();
        if (link.group(2) != null) {
          assertThat(anchors(target)).as(page + ": " + link.group()).contains(link.group(2));
        }
      }
    }
  }

  /** As code hosts make them of headings. */
  private static List<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(Files.readString(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }
}
