package dev.interlock.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The distribution's folder, as the launcher names it. */
final class Home {
  private static final String PROPERTY = "interlock.home";

  private Home() {}

  static Path path() {
    String home = System.getProperty(PROPERTY);
    if (home == null || !Files.isDirectory(Path.of(home))) {
      throw new Failure(
          1,
          PROPERTY
              + ": "
              + home
              + " (expected: the distribution's folder; start by bin/interlock)");
    }
    return Path.of(home);
  }
}
