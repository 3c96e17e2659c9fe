package dev.interlock.bootstrap;

import dev.interlock.caller.CallerSettings;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.config.ConfigProblems;
import dev.interlock.config.ObjectReader;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.envoy.FailsafeCheck;
import dev.interlock.envoy.FailsafeCheck.BrokenRule;
import dev.interlock.inference.Api;
import dev.interlock.policy.PolicyCompiler;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.policy.PolicyEntry;
import dev.interlock.policy.PolicyReview;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.signal.SignalSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The key {@code policies}, and what the rules demand of the rest of the file. */
final class PolicySection {
  private PolicySection() {}

  /**
   * Reads and compiles the rules, and warns of those that cannot do what they seem to.
   *
   * @param intents names of the declared intents
   */
  static PolicyEngine read(
      ObjectReader in, ModelCatalog catalog, List<SignalSpec> signals, List<String> intents) {
    List<PolicyEntry> entries = PolicyEntry.read(in);
    // Rules about models that could not be read would seem to admit none.
    List<Model> models = in.ok("models") ? catalog.models() : List.of();
    ConfigProblems problems = in.reading().problems();
    Optional<PolicyEngine> compiled = PolicyCompiler.compile(entries, models, signals, problems);
    if (in.ok("models") && in.ok("virtual_models") && in.ok("intents") && in.ok("policies")) {
      compiled.ifPresent(
          engine ->
              PolicyReview.review(
                  entries,
                  engine,
                  catalog.virtualModels(),
                  in.location("virtual_models"),
                  labels(intents),
                  problems));
    }
    return compiled.orElseGet(() -> PolicyEngine.withoutRules(models));
  }

  /** Every value of the variables that have no others. */
  private static Map<String, List<String>> labels(List<String> intents) {
    return Map.of(
        "signals.intent",
        Stream.concat(intents.stream(), Stream.of("none")).toList(),
        "request.api",
        Arrays.stream(Api.values()).map(Api::id).toList());
  }

  /** Refuses to ask who calls where nobody finds out: the answer would always be nobody. */
  static void checkCallers(
      ObjectReader in,
      PolicyEngine policy,
      ModelCatalog catalog,
      Optional<CallerSettings> callers) {
    if (callers.isPresent() || in.has("callers")) {
      return;
    }
    String expected = "`callers`, which says how Envoy finds out";
    for (String rule : policy.rulesAboutCallers()) {
      String found = "rule `" + rule + "` asks who calls";
      in.reading().problems().error(in.location("policies"), found, expected);
    }
    for (VirtualModel virtual : catalog.virtualModels()) {
      if (!virtual.audience().isEverybody()) {
        String found = "`" + virtual.name() + "` is for some callers";
        in.reading().problems().error(in.location("virtual_models"), found, expected);
      }
    }
  }

  /** Warns of floors that nobody can reach, for want of certificates. */
  static void checkCertificates(
      ObjectReader in, PolicyEngine policy, Optional<InstalledBundle> predictor) {
    boolean none =
        predictor.map(each -> each.bundle().floors().isEmpty()).orElse(!in.has("predictor"));
    for (String rule : none ? policy.rulesWithCertifiedFloor() : List.<String>of()) {
      in.reading()
          .problems()
          .warning(
              in.location("policies"),
              "rule `" + rule + "`: no model is certified to reach its floor",
              "`predictor` with a bundle that `interlock train` made of your own graded answers");
    }
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
            model -> {
              FailsafeCheck.check(
                  failsafe,
                  model,
                  policy.mayForbid(model).stream()
                      .map(no -> new BrokenRule(no.rule(), no.refuses()))
                      .toList(),
                  in.location("failsafe"),
                  in.reading().problems());
              warnOfForeignFailsafe(in, failsafe, model, catalog);
            });
  }

  /** Envoy alone knows no virtual models, so it cannot keep callers to theirs. */
  private static void warnOfForeignFailsafe(
      ObjectReader in, Failsafe failsafe, Model model, ModelCatalog catalog) {
    for (VirtualModel virtual : catalog.virtualModels()) {
      boolean foreign = !virtual.audience().isEverybody() && !virtual.models().contains(model);
      if (foreign && !failsafe.refuses()) {
        in.reading()
            .problems()
            .warning(
                in.location("failsafe"),
                "`"
                    + model.id()
                    + "` is no candidate of `"
                    + virtual.name()
                    + "`, whose callers it"
                    + " answers while Interlock is down",
                "one of its candidates, or a rule with `allow` where it must not answer");
      }
    }
  }
}
