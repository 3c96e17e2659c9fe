package dev.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFilesTest {
  @TempDir Path folder;

  @Test
  void the_oldest_beyond_the_bound_is_forgotten() throws IOException {
    JournalFiles files = written("a", "b", "c", "d");

    assertThat(contents(files)).containsExactly("b", "c", "d");
  }

  @Test
  void a_new_file_that_cannot_be_opened_costs_no_old_one() throws IOException {
    JournalFiles files = written("a", "b", "c");
    for (int tries = 0; tries < 5; tries++) {
      files.rotate(3);
    }
    Files.writeString(files.current(), "d");

    assertThat(contents(files)).containsExactly("b", "c", "d");
  }

  /** A journal of three files at most, one after the other. */
  private JournalFiles written(String... contents) throws IOException {
    var files = new JournalFiles(folder.resolve("journal"));
    for (String content : contents) {
      files.rotate(3);
      Files.writeString(files.current(), content);
    }
    return files;
  }

  private static Iterable<String> contents(JournalFiles files) {
    return files.oldestFirst().stream().map(JournalFilesTest::read).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
