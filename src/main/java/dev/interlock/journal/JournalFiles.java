package dev.interlock.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a journal: the one being written, and older ones behind it as {@code ….1}, {@code
 * ….2} and so on. Stateless.
 *
 * @param current the one being written
 */
record JournalFiles(Path current) {
  /** Those that exist, oldest first. */
  List<Path> oldestFirst() {
    var files = new ArrayList<Path>();
    if (Files.exists(current)) {
      files.add(current);
    }
    for (int age = 1; Files.exists(aged(age)); age++) {
      files.add(aged(age));
    }
    return List.copyOf(files.reversed());
  }

  /**
   * Makes room for a new current file and forgets the oldest beyond {@code most} files. Where there
   * is room already, because a new one could not be opened, nothing is forgotten.
   */
  void rotate(int most) throws IOException {
    if (!Files.exists(current)) {
      return;
    }
    Files.deleteIfExists(aged(most - 1));
    for (int age = most - 2; age >= 0; age--) {
      if (Files.exists(aged(age))) {
        Path _ = Files.move(aged(age), aged(age + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Path aged(int age) {
    return age <= 0 ? current : current.resolveSibling(current.getFileName() + "." + age);
  }
}
