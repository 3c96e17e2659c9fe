package dev.interlock.bootstrap;

import java.nio.file.Path;

/**
 * Where the configuration comes from, to be read again.
 *
 * @param loader reads it
 * @param file {@code interlock.yaml}
 */
public record ConfigurationSource(ConfigurationLoader loader, Path file) {
  /** What the file says now, as generation {@code number} if it is valid. */
  public Loaded load(long number) {
    return loader.load(file, number);
  }
}
