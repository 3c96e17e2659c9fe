package dev.interlock.policy;

import static dev.interlock.config.Types.distinct;
import static dev.interlock.config.Types.flag;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.located;
import static dev.interlock.config.Types.number;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.text;

import dev.interlock.catalog.CacheTerms;
import dev.interlock.catalog.Objective.Weights;
import dev.interlock.config.Located;
import dev.interlock.config.Location;
import dev.interlock.config.ObjectReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One entry of {@code policies}: a rule, and where its expressions stand.
 *
 * @param spec what it says
 * @param when where the condition stands, or the entry if there is none
 * @param allow where the demand on models stands, or the entry if there is none
 */
public record PolicyEntry(RuleSpec spec, Location when, Location allow) {
  /** Floors that bundles certify. */
  private static final double LEAST_CERTIFIED = 0.5;

  private static final double MOST_CERTIFIED = 0.99;

  private record Goal(Optional<Double> quality, boolean certified, Optional<Weights> weights) {}

  /** Reads the key {@code policies} of the whole file's mapping. */
  public static List<PolicyEntry> read(ObjectReader in) {
    return in.optional(
        "policies",
        distinct("name", entry -> entry.spec().name(), list(object(PolicyEntry::entry))),
        List.of(),
        "Rules. Every rule whose condition holds applies: its demands on models add up, and each"
            + " other field comes from the first that states it.");
  }

  private static PolicyEntry entry(ObjectReader in) {
    String name = in.required("name", text(), "Names the rule in decisions and messages.");
    Optional<Located<String>> when =
        in.optional(
            "when",
            located(text()),
            "CEL condition over `signals`, `request` and `caller`; always, if left out.");
    Optional<Located<String>> allow =
        in.optional(
            "allow",
            located(text()),
            "CEL condition over `model` too, which a model must satisfy to be a candidate.");
    Optional<Goal> objective =
        in.optional("objective", object(PolicyEntry::goal), "What a good choice is.");
    Optional<Double> failureCost =
        in.optional(
            "failure_cost", number(0, Double.MAX_VALUE), "USD lost by an insufficient answer.");
    Optional<Boolean> reversible =
        in.optional("reversible", flag(), "Whether the harm of a wrong answer can be undone.");
    boolean explore =
        in.optional(
            "explore",
            flag(),
            true,
            "Whether `feedback.explore` holds for its requests: false in any rule that applies"
                + " forbids it.");
    Optional<String> refuse =
        in.optional("refuse", object(PolicyEntry::refusal), "Turns the request away.");
    Optional<CacheTerms> cache =
        in.optional(
            "cache",
            object(CacheEntry::read),
            "What the response cache may do; `{}` is nothing at all.");
    in.notYet("escalate", "Tries a stronger model when an answer is weak.");
    in.notYet("limits", "Limits on tokens, requests and spend.");
    var spec =
        new RuleSpec(
            name,
            when.map(Located::value),
            allow.map(Located::value),
            optional(objective.flatMap(Goal::quality)),
            objective.flatMap(Goal::weights),
            optional(failureCost),
            reversible,
            refuse,
            explore,
            objective.map(Goal::certified).orElse(false),
            cache);
    if (saysNothing(spec) && in.ok("objective") && in.ok("refuse") && in.ok("cache")) {
      in.warn(
          "name", "a rule that says nothing", "allow, objective, failure_cost, cache or refuse");
    }
    return new PolicyEntry(
        spec,
        when.map(Located::location).orElse(in.location()),
        allow.map(Located::location).orElse(in.location()));
  }

  private static Goal goal(ObjectReader in) {
    Optional<Double> quality =
        in.optional("quality", number(0, 1), "Least acceptable chance of a sufficient answer.");
    boolean certified =
        in.optional(
            "certified",
            flag(),
            false,
            "Whether a model must be known to reach `quality`, and not only expected to: by a"
                + " certificate that the router bundle learnt from graded answers (0.5 to 0.99).");
    if (certified && quality.isEmpty() && in.ok("quality")) {
      in.reject("certified", "no `quality` beside it", "`quality`, which is to be certified");
    }
    if (certified
        && quality.filter(floor -> floor < LEAST_CERTIFIED || floor > MOST_CERTIFIED).isPresent()) {
      in.reject(
          "quality",
          String.valueOf(quality.get()),
          "a number from 0.5 to 0.99, which can be certified");
    }
    return new Goal(
        quality,
        certified,
        in.optional("weights", object(PolicyEntry::weights), "What counts against a candidate."));
  }

  private static Weights weights(ObjectReader in) {
    return new Weights(
        in.optional("cost", number(0, 1e9), 1.0, "Per USD."),
        in.optional("latency", number(0, 1e9), 0.0, "USD per second of expected latency."),
        in.optional("energy", number(0, 1e9), 0.0, "USD per kWh."));
  }

  private static String refusal(ObjectReader in) {
    return in.required("message", text(), "What the caller is told.");
  }

  private static boolean saysNothing(RuleSpec spec) {
    return spec.allow().isEmpty()
        && spec.quality().isEmpty()
        && spec.weights().isEmpty()
        && spec.failureCost().isEmpty()
        && spec.reversible().isEmpty()
        && spec.refuse().isEmpty()
        && spec.cache().isEmpty()
        && spec.explore();
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }
}
