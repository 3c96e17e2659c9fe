package dev.interlock.bootstrap;

import dev.interlock.envoy.EnvoyBootstrap;
import java.util.List;
import java.util.Optional;

/**
 * An Envoy that was started with a whole bootstrap and learns nothing more. What it would have to
 * learn cannot be reloaded: a decision for a cluster it does not have would be lost.
 */
final class StartedEnvoy implements EnvoyUpdates {
  private final String bootstrap;

  /** An Envoy that runs on what is rendered from {@code configuration}. */
  StartedEnvoy(Configuration configuration) {
    bootstrap = render(configuration);
  }

  @Override
  public Optional<String> prepare(Configuration next, List<Configuration> inUse) {
    return render(next).equals(bootstrap)
        ? Optional.empty()
        : Optional.of(
            "Envoy's own part changed (expected: as Envoy was started with; or `envoy.xds`, so that"
                + " Envoy can follow; or a restart of both)");
  }

  @Override
  public Optional<String> refused() {
    return Optional.empty();
  }

  /** Without its credentials it would not have started. */
  @Override
  public void warnOfCredentials(Configuration inForce) {}

  @Override
  public void settle(List<Configuration> inUse) {}

  private static String render(Configuration configuration) {
    return EnvoyBootstrap.render(configuration.envoy(), configuration.catalog());
  }
}
