package dev.interlock.admin;

/**
 * Changes what a running sidecar does. Every change is whole or not at all, and one at a time;
 * callers wait for theirs. Thread-safe.
 */
public interface ConfigurationControl {
  /** Reads the file again and puts it in force if it is valid. */
  ConfigurationChange reload();

  /** Puts an earlier generation in force again, as a new one. */
  ConfigurationChange rollback(long generation);

  /** The kill switch: from now on nothing is decided, or everything again. */
  ConfigurationStatus passThrough(boolean enabled);

  /** What is in force, and what came before. */
  ConfigurationStatus status();
}
