package dev.interlock.caller;

import static java.util.Objects.requireNonNull;

/**
 * Who may call.
 *
 * @param source how Envoy learns who calls
 * @param anonymous whether those are let in who show nothing; who shows something wrong never is
 * @param metricTenants how many tenants metrics tell apart; the others share one label
 */
public record CallerSettings(CallerSource source, boolean anonymous, int metricTenants) {
  public static final int DEFAULT_METRIC_TENANTS = 100;

  public CallerSettings {
    requireNonNull(source, "source");
    if (metricTenants < 0) {
      throw new IllegalArgumentException("metricTenants: " + metricTenants + " (expected: 0 up)");
    }
  }
}
