package dev.interlock.bootstrap;

import static dev.interlock.config.Types.object;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.config.ObjectReader;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.policy.PolicyEngine.Prohibition;
import dev.interlock.rollout.Rollout;
import java.util.Set;
import java.util.TreeSet;

/** The key {@code rollout}, and what the mode means for the rules. */
final class RolloutSection {
  private RolloutSection() {}

  /**
   * Reads the key of the whole file's mapping, and warns of what it does not do.
   *
   * @param mode without {@code rollout} the section has no effect
   */
  static Rollout read(ObjectReader in, Mode mode, PolicyEngine policy, ModelCatalog catalog) {
    Rollout rollout =
        in.section(
            "rollout",
            object(each -> Rollout.read(each, catalog)),
            "Which requests follow their decision in `mode: rollout`.");
    switch (mode) {
      case ROLLOUT -> {
        if (!rollout.enforcesAny()) {
          in.warn("mode", "nothing is enforced", "`rollout.rules` with a share above 0%");
        }
        if (!rollout.enforcesAll()) {
          warnOfRules(in, policy, catalog, "the enforced share alone");
        }
      }
      case OBSERVE -> {
        warnUnused(in);
        warnOfRules(in, policy, catalog, "no request");
      }
      case ENFORCE, PASSTHROUGH -> warnUnused(in);
    }
    return rollout;
  }

  private static void warnUnused(ObjectReader in) {
    if (in.has("rollout")) {
      in.warn("rollout", "without effect in this mode", "`mode: rollout`");
    }
  }

  private static void warnOfRules(
      ObjectReader in, PolicyEngine policy, ModelCatalog catalog, String where) {
    Set<String> rules = new TreeSet<>();
    catalog.models().stream()
        .flatMap(model -> policy.mayForbid(model).stream())
        .map(Prohibition::rule)
        .forEach(rules::add);
    if (!rules.isEmpty()) {
      in.warn(
          "mode",
          "rules that forbid or refuse hold for "
              + where
              + ": `"
              + String.join("`, `", rules)
              + "`",
          "that this is accepted");
    }
  }
}
