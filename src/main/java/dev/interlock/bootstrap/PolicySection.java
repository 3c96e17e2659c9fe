package dev.interlock.bootstrap;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.config.ObjectReader;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.envoy.FailsafeCheck;
import dev.interlock.envoy.FailsafeCheck.BrokenRule;
import dev.interlock.policy.PolicyCompiler;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.policy.PolicyEntry;
import dev.interlock.signal.SignalSpec;
import java.util.List;

/** The key {@code policies}, and what the rules demand of the rest of the file. */
final class PolicySection {
  private PolicySection() {}

  static PolicyEngine read(ObjectReader in, ModelCatalog catalog, List<SignalSpec> signals) {
    List<PolicyEntry> entries = PolicyEntry.read(in);
    // Rules about models that could not be read would seem to admit none.
    List<Model> models = in.ok("models") ? catalog.models() : List.of();
    return PolicyCompiler.compile(entries, models, signals, in.reading().problems())
        .orElseGet(() -> PolicyEngine.withoutRules(models));
  }

  /** Refuses a fail-safe model that rules may forbid, or requests that they may refuse. */
  static void checkFailsafe(
      ObjectReader in, PolicyEngine policy, Failsafe failsafe, ModelCatalog catalog) {
    if (!in.ok("models") || !in.ok("failsafe")) {
      return;
    }
    catalog
        .model(failsafe.model())
        .ifPresent(
            model ->
                FailsafeCheck.check(
                    failsafe,
                    model,
                    policy.mayForbid(model).stream()
                        .map(no -> new BrokenRule(no.rule(), no.refuses()))
                        .toList(),
                    in.location("failsafe"),
                    in.reading().problems()));
  }
}
