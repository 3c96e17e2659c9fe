package dev.interlock.bootstrap;

import java.util.List;
import java.util.Optional;

/**
 * Keeps Envoy's configuration in step with ours, so that no decision names a cluster that Envoy
 * does not have. Called by one thread at a time, which may wait.
 */
interface EnvoyUpdates {
  /** Of the Envoy that {@code configuration} describes. */
  static EnvoyUpdates of(Configuration configuration) {
    return configuration.envoy().xds().isPresent()
        ? new FollowingEnvoy(configuration.envoy())
        : new StartedEnvoy(configuration);
  }

  /**
   * Makes Envoy ready for {@code next} beside everything still in use.
   *
   * @param inUse every configuration that decisions may still be made by
   * @return why that is not possible; empty: Envoy is ready
   */
  Optional<String> prepare(Configuration next, List<Configuration> inUse);

  /**
   * What Envoy has refused of what was prepared, as one does that was started later; empty:
   * nothing.
   */
  Optional<String> refused();

  /**
   * Says in the log, once for each, for which models Envoy has no credential: it starts without,
   * and would answer 401 in their stead.
   */
  void warnOfCredentials(Configuration inForce);

  /**
   * Takes from Envoy what nobody uses any more.
   *
   * @param inUse the configuration in force, then those of streams that are still open
   */
  void settle(List<Configuration> inUse);
}
