package dev.interlock.caller;

import java.util.List;

/**
 * Where facts about a caller are: names from the outside in. An empty path: nowhere.
 *
 * @param tenant not empty
 */
public record FactPaths(
    List<String> tenant, List<String> user, List<String> groups, List<String> purpose) {
  public FactPaths {
    tenant = List.copyOf(tenant);
    user = List.copyOf(user);
    groups = List.copyOf(groups);
    purpose = List.copyOf(purpose);
    if (tenant.isEmpty()) {
      throw new IllegalArgumentException("tenant: nowhere (expected: a path)");
    }
  }
}
