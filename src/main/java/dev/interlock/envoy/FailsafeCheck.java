package dev.interlock.envoy;

import dev.interlock.catalog.Model;
import dev.interlock.config.ConfigProblems;
import dev.interlock.config.Location;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import java.util.List;

/**
 * Whether the fail-safe model keeps the policy's promises. When Interlock is down nobody reads a
 * prompt, so the model must satisfy every {@code allow} that depends on one, whatever it says; and
 * nobody can refuse what a rule turns away.
 */
public final class FailsafeCheck {
  private static final String ANOTHER =
      "a model this rule always allows, `then: refuse` or `open: true`";
  private static final String NOBODY =
      "`then: refuse` or `open: true`, as no model keeps this rule on its own";

  private FailsafeCheck() {}

  /**
   * Refuses a fail-safe model that would answer what a rule forbids; if the operator accepts that
   * by {@code open}, warns.
   *
   * @param model the fail-safe model
   * @param broken every rule that may say no to a request for it
   * @param location where the configuration names the model
   */
  public static void check(
      Failsafe failsafe,
      Model model,
      List<BrokenRule> broken,
      Location location,
      ConfigProblems problems) {
    if (failsafe.refuses()) {
      return;
    }
    for (BrokenRule rule : broken) {
      String found =
          "`"
              + model.id()
              + "` would answer requests that rule `"
              + rule.name()
              + (rule.refuses() ? "` refuses" : "` forbids it");
      if (failsafe.open()) {
        problems.warning(location, found, "accepted by `open: true`");
      } else {
        problems.error(location, found, rule.refuses() ? NOBODY : ANOTHER);
      }
    }
  }

  /**
   * A rule that Envoy alone cannot keep.
   *
   * @param name its name in the configuration
   * @param refuses whether it turns requests away, rather than keeping the model from them
   */
  public record BrokenRule(String name, boolean refuses) {}
}
