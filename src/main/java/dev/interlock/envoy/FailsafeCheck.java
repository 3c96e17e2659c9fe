package dev.interlock.envoy;

import dev.interlock.catalog.Model;
import dev.interlock.config.ConfigProblems;
import dev.interlock.config.Location;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import java.util.List;

/**
 * Whether the fail-safe model keeps the policy's promises. When Interlock is down nobody reads a
 * prompt, so the model must satisfy every {@code allow} that depends on one, whatever it says.
 */
public final class FailsafeCheck {
  private FailsafeCheck() {}

  /**
   * Refuses a fail-safe model that may break a rule; if the operator accepts that by {@code open},
   * warns.
   *
   * @param model the fail-safe model
   * @param rules every rule whose {@code allow} depends on content, or on nothing at all
   * @param location where the configuration names the model
   */
  public static void check(
      Failsafe failsafe,
      Model model,
      List<? extends AllowRule> rules,
      Location location,
      ConfigProblems problems) {
    for (AllowRule rule : rules) {
      if (rule.allowsAlways(model)) {
        continue;
      }
      String found =
          "`" + model.id() + "` would answer requests that rule `" + rule.name() + "` forbids it";
      if (failsafe.open()) {
        problems.warning(location, found, "accepted by `open: true`");
      } else {
        problems.error(location, found, "a model this rule always allows, or `open: true`");
      }
    }
  }

  /** What the policy knows of a rule with an {@code allow} that Envoy cannot judge. Pure. */
  public interface AllowRule {
    /** The rule's name in the configuration. */
    String name();

    /** Whether {@code model} is allowed for every possible request; if in doubt, no. */
    boolean allowsAlways(Model model);
  }
}
