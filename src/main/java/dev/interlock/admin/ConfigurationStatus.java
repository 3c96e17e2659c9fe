package dev.interlock.admin;

import java.time.Instant;
import java.util.List;

/**
 * The configurations of this process.
 *
 * @param generation the one in force
 * @param passThrough whether nothing is decided, by the switch or by the file
 * @param lastAttempt the latest try to change it
 * @param generations those that can be had again, the latest first
 */
public record ConfigurationStatus(
    String generation,
    PassThrough passThrough,
    ConfigurationChange lastAttempt,
    List<Entry> generations) {
  public ConfigurationStatus {
    generations = List.copyOf(generations);
  }

  /**
   * Whether requests pass undecided.
   *
   * @param active whether they do
   * @param switched whether the switch says so
   * @param configured whether the file says so, by {@code mode: passthrough}
   */
  public record PassThrough(boolean active, boolean switched, boolean configured) {}

  /**
   * A generation.
   *
   * @param number counts the changes of this process
   * @param hash of everything it was made of
   * @param trigger who wanted it
   * @param since when it came into force
   * @param inUse whether it is in force, or streams that began with it are still open
   */
  public record Entry(long number, String hash, String trigger, Instant since, boolean inUse) {}
}
