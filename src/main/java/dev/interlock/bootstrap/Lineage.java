package dev.interlock.bootstrap;

import dev.interlock.admin.ConfigurationChange;
import dev.interlock.admin.ConfigurationStatus;
import dev.interlock.bootstrap.Running.Origin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configurations of a process as of one instant. Each change gives the next; immutable.
 *
 * @param inUse in force or held by open streams, the one in force first
 * @param kept those that can be had again, the one in force first
 * @param switched whether the kill switch says that nothing is decided
 * @param obstacle what keeps Envoy from following decisions; while there is something, nothing is
 *     decided
 * @param lastAttempt the latest try to change the configuration
 */
record Lineage(
    List<Running> inUse,
    List<Origin> kept,
    boolean switched,
    Optional<String> obstacle,
    ConfigurationChange lastAttempt) {
  /** How many can be had again. */
  static final int KEPT = 10;

  Lineage {
    inUse = List.copyOf(inUse);
    kept = List.copyOf(kept);
  }

  /** A process that begins with {@code first}, which {@code change} put in force. */
  static Lineage of(Running first, ConfigurationChange change) {
    return new Lineage(List.of(first), List.of(first.origin()), false, Optional.empty(), change);
  }

  /** {@code next}, which Envoy can follow, is in force; those before remain while they are held. */
  Lineage published(Running next) {
    return new Lineage(
        Stream.concat(Stream.of(next), inUse.stream()).toList(),
        Stream.concat(Stream.of(next.origin()), kept.stream()).limit(KEPT).toList(),
        switched,
        Optional.empty(),
        lastAttempt);
  }

  /** Nobody holds {@code one} any more. */
  Lineage ended(Running one) {
    return new Lineage(
        inUse.stream().filter(each -> !each.equals(one)).toList(),
        kept,
        switched,
        obstacle,
        lastAttempt);
  }

  /** The kill switch says so. */
  Lineage switched(boolean enabled) {
    return new Lineage(inUse, kept, enabled, obstacle, lastAttempt);
  }

  /** Envoy cannot follow, and says why; or it can again. */
  Lineage hindered(Optional<String> why) {
    return new Lineage(inUse, kept, switched, why, lastAttempt);
  }

  /** Somebody tried to change the configuration. */
  Lineage attempted(ConfigurationChange change) {
    return new Lineage(inUse, kept, switched, obstacle, change);
  }

  /** Whether every request passes undecided, whatever the configuration in force says. */
  boolean untouched() {
    return switched || obstacle.isPresent();
  }

  /** The one in force. */
  Running current() {
    return inUse.getFirst();
  }

  /** What decisions may still be made by, the configuration in force first. */
  List<Configuration> configurations() {
    return inUse.stream().map(Running::configuration).toList();
  }

  /** What is enough to have generation {@code number} again, if it is kept. */
  Optional<Origin> kept(long number) {
    return kept.stream().filter(each -> each.generation().number() == number).findFirst();
  }

  ConfigurationStatus status() {
    boolean configured = current().passesThrough();
    return new ConfigurationStatus(
        current().origin().generation().toString(),
        new ConfigurationStatus.PassThrough(untouched() || configured, switched, configured),
        lastAttempt,
        kept.stream().map(each -> each.entry(isInUse(each))).toList());
  }

  private boolean isInUse(Origin one) {
    return inUse.stream().anyMatch(running -> running.origin().equals(one));
  }
}
