package dev.interlock.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What tenants cost. The first ones to come are told apart, up to a bound; all others share a
 * label, whoever invents their names. Thread-safe.
 */
public final class TenantMetrics {
  /** The label of those beyond the bound. */
  public static final String OTHER = "other";

  private static final AttributeKey<String> TENANT = AttributeKey.stringKey("tenant");

  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final int most;
  private final LongCounter decisions;
  private final DoubleCounter cost;

  TenantMetrics(Meter meter, int most) {
    this.most = most;
    decisions =
        meter
            .counterBuilder("interlock_tenant_decisions")
            .setDescription("Decisions, by tenant")
            .build();
    cost =
        meter
            .counterBuilder("interlock_tenant_cost_usd")
            .ofDoubles()
            .setDescription("Cost at list price in USD, by tenant")
            .build();
  }

  public void decided(String tenant) {
    decisions.add(1, Attributes.of(TENANT, label(tenant)));
  }

  public void spent(String tenant, double usd) {
    cost.add(usd, Attributes.of(TENANT, label(tenant)));
  }

  private String label(String tenant) {
    if (known.contains(tenant)) {
      return tenant;
    }
    synchronized (known) {
      if (known.size() < most) {
        known.add(tenant);
      }
      return known.contains(tenant) ? tenant : OTHER;
    }
  }
}
