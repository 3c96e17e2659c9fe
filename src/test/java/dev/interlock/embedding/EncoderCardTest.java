package dev.interlock.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
  void the_card_tells_the_size_and_the_checksum_of_every_file()
      throws IOException, NoSuchAlgorithmException {
    List<MatchResult> rows =
        ROW.matcher(Files.readString(FOLDER.resolve("CARD.md"))).results().toList();

    assertThat(rows).hasSize(6);
    for (MatchResult row : rows) {
      byte[] bytes = Files.readAllBytes(FOLDER.resolve(row.group(1)));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertThat(row.group(2))
          .as(row.group(1))
          .isEqualTo(String.format(Locale.ROOT, "%,d", bytes.length));
      assertThat(row.group(3)).as(row.group(1)).isEqualTo(HexFormat.of().formatHex(digest));
    }
  }
}
