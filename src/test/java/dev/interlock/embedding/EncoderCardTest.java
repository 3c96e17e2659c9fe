package dev.interlock.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EncoderCardTest {
  private static final Path FOLDER = Path.of("src/main/encoder");
  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]+)` \\| ([0-9,]+) \\| `([0-9a-f]{64})` \\|");

  @Test
  void the_card_tells_the_size_and_the_checksum_of_every_file() throws IOException {
    List<MatchResult> rows =
        ROW.matcher(Files.readString(FOLDER.resolve("CARD.md"))).results().toList();

    assertThat(rows).hasSize(6);
    for (MatchResult row : rows) {
      byte[] bytes = Files.readAllBytes(FOLDER.resolve(row.group(1)));
      assertThat(row.group(2))
          .as(row.group(1))
          .isEqualTo(String.format(Locale.ROOT, "%,d", bytes.length));
      assertThat(row.group(3)).as(row.group(1)).isEqualTo(Sha256.hex(bytes));
    }
  }
}
