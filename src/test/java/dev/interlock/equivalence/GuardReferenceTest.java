package dev.interlock.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/guards.md} lists every guard with its meaning, in the order of asking. */
class GuardReferenceTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z_]+)` \\| ([^|]+) \\|", Pattern.MULTILINE);

  @Test
  void the_page_lists_every_guard_in_order_with_what_it_says() throws IOException {
    List<String> rows =
        ROW.matcher(Files.readString(Path.of("docs/reference/guards.md")))
            .results()
            .map(row -> row.group(1) + ": " + row.group(2))
            .toList();

    assertThat(rows)
        .startsWith(
            Arrays.stream(Guard.values())
                .map(guard -> guard.code() + ": " + guard.meaning())
                .toArray(String[]::new))
        .hasSize(Guard.values().length + 1)
        .last()
        .asString()
        .startsWith(PairCheck.PAIR_HEAD);
  }
}
