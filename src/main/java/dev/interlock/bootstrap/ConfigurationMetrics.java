package dev.interlock.bootstrap;

import dev.interlock.admin.ConfigurationChange;
import dev.interlock.admin.ConfigurationChange.Result;
import dev.interlock.admin.ConfigurationStatus;
import dev.interlock.telemetry.Metrics;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What metrics and the log say about the configurations of this process. */
record ConfigurationMetrics(Metrics metrics) {
  private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

  /**
   * Says how things are whenever it is asked; any thread.
   *
   * @param inUse how many are in force or held by open streams
   */
  void gauges(Supplier<ConfigurationStatus> status, LongSupplier inUse) {
    metrics.gauge(
        "interlock_config_generation",
        "Number of the configuration in force",
        () -> inForce(status).number());
    metrics.gauge(
        "interlock_config_since_seconds",
        "When the configuration in force came into force, in seconds since 1970",
        () -> inForce(status).since().getEpochSecond());
    metrics.gauge(
        "interlock_config_last_reload_successful",
        "Whether the latest try to change the configuration left nothing to mend: 1 or 0",
        () -> wentWell(status.get().lastAttempt().result()) ? 1 : 0);
    metrics.gauge(
        "interlock_config_problems",
        "Lines that the latest try to change the configuration was answered with",
        () -> status.get().lastAttempt().problems().size());
    metrics.gauge(
        "interlock_config_generations_in_use",
        "Configurations in force or held by open streams",
        inUse);
    metrics.gauge(
        "interlock_passthrough",
        "Whether requests pass undecided: 1 or 0",
        () -> status.get().passThrough().active() ? 1 : 0);
  }

  /** Counts a try to change the configuration, and logs it. */
  void count(ConfigurationChange change) {
    String result = change.result().name().toLowerCase(Locale.ROOT);
    metrics.configurationChange(result);
    String said =
        "configuration %s by %s: generation %s is in force%s"
            .formatted(
                result,
                change.trigger(),
                change.generation(),
                change.problems().stream().map("\n  "::concat).collect(Collectors.joining()));
    switch (change.result()) {
      case APPLIED -> LOG.info(said);
      case UNCHANGED, UNKNOWN -> LOG.debug(said);
      case INVALID, FAILED -> LOG.error(said);
    }
  }

  private static ConfigurationStatus.Entry inForce(Supplier<ConfigurationStatus> status) {
    return status.get().generations().getFirst();
  }

  private static boolean wentWell(Result result) {
    return switch (result) {
      case APPLIED, UNCHANGED -> true;
      case INVALID, FAILED, UNKNOWN -> false;
    };
  }
}
