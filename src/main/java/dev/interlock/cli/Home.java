package dev.interlock.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The distribution's folder, as the launcher names it. */
final class Home {
  private static final String PROPERTY = "interlock.home";

  private Home() {}

  static Path path() {
    return find()
        .orElseThrow(
            () ->
                new Failure(
                    1,
                    PROPERTY
                        + ": "
                        + System.getProperty(PROPERTY)
                        + " (expected: the distribution's folder; start by bin/interlock)"));
  }

  /** The same, if there is one. */
  static Optional<Path> find() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(Path::of)
        .filter(Files::isDirectory);
  }
}
