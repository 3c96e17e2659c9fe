package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dinterlock.update=true} writes the committed page anew. */
class CommandReferenceTest {
  private static final Path PAGE = Path.of("docs/reference/cli.md");

  @Test
  void the_committed_page_is_what_the_commands_declare() throws IOException {
    String generated = CommandPage.of(Interlock.commands().getCommandSpec());
    if (Boolean.getBoolean("interlock.update")) {
      Files.writeString(PAGE, generated);
    }
    assertThat(Files.readString(PAGE))
        .as(PAGE + " (-Dinterlock.update=true writes it anew)")
        .isEqualTo(generated);
  }
}
