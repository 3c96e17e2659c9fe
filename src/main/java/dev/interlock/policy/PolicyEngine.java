package dev.interlock.policy;

import dev.cel.runtime.CelVariableResolver;
import dev.interlock.catalog.CacheTerms;
import dev.interlock.catalog.Model;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.signal.SignalSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one configuration. Pure and thread-safe.
 *
 * <p>Every rule whose {@code when} holds applies; their {@code allow}s and {@code explore}s are
 * ANDed; each other field comes from the first applying rule that states it. A {@code when} that
 * needs something missing counts as true for {@code allow}, {@code explore} and {@code refuse} and
 * as false for every other field, except that no later rule then states the terms of the cache; an
 * {@code allow} that needs something missing admits nothing. So a missing signal can only ever
 * narrow what is allowed.
 */
public final class PolicyEngine {
  private static final SignalSet NO_SIGNALS = new SignalSet.Builder().build();

  private final List<Rule> rules;
  private final List<Model> models;
  private final Variables variables;
  private final List<List<Optional<Object>>> modelFacts;
  private final Set<String> signals;

  PolicyEngine(List<Rule> rules, List<Model> models, Variables variables) {
    this.rules = List.copyOf(rules);
    this.models = List.copyOf(models);
    this.variables = variables;
    this.modelFacts = this.models.stream().map(m -> Facts.of(variables, m)).toList();
    this.signals = signalsOf(rules, variables);
  }

  /** A policy that says nothing. */
  public static PolicyEngine withoutRules(List<Model> models) {
    return new PolicyEngine(List.of(), models, Variables.of(List.of()));
  }

  /**
   * The rules that say no to some request for {@code model}, as far as can be told without one: a
   * condition that depends on the request may hold, a demand that does may fail.
   */
  public List<Prohibition> mayForbid(Model model) {
    return rules.stream()
        .filter(rule -> mayForbid(rule, model))
        .map(rule -> new Prohibition(rule.spec().name(), rule.spec().refuse().isPresent()))
        .toList();
  }

  /**
   * A rule that may say no.
   *
   * @param rule its name
   * @param refuses whether it then turns the request away, so that no other model helps
   */
  public record Prohibition(String rule, boolean refuses) {}

  /**
   * The rules that can say no to a request for {@code model}, and those that speak of the cache
   * before any does that reads signals: all that matters where there is nothing to choose, and
   * signals are worked out for the sake of a no alone.
   */
  public PolicyEngine bindingOn(Model model) {
    var binding = new ArrayList<Rule>();
    boolean free = true;
    for (Rule rule : rules) {
      boolean forbids = mayForbid(rule, model);
      boolean keeps = rule.spec().cache().isPresent();
      free &= !keeps || signalsOf(List.of(rule), variables).isEmpty();
      if (forbids || (keeps && free)) {
        binding.add(free ? rule : rule.withoutCache());
      }
    }
    return new PolicyEngine(binding, models, variables);
  }

  /** Whether some rule lets answers be kept. */
  public boolean keepsAnswers() {
    return rules.stream()
        .flatMap(rule -> rule.spec().cache().stream())
        .anyMatch(terms -> terms.ttl().isPresent());
  }

  /** Whether some rule lets an answer serve a question that means the same. */
  public boolean keepsMeanings() {
    return rules.stream()
        .flatMap(rule -> rule.spec().cache().stream())
        .anyMatch(terms -> terms.semantic().isPresent());
  }

  /** The largest share of wrong answers that each such rule accepts, by its name. */
  public Map<String, Double> promises() {
    Map<String, Double> promises = new HashMap<>();
    for (Rule rule : rules) {
      rule.spec()
          .cache()
          .flatMap(CacheTerms::semantic)
          .ifPresent(terms -> promises.put(rule.spec().name(), terms.maxError()));
    }
    return Map.copyOf(promises);
  }

  /**
   * Whether, as far as is known before there are signals, the terms of the cache may turn out to be
   * ones that {@code would} do. Takes microseconds.
   */
  public boolean mayKeep(InferenceRequest request, RequestHead head, Predicate<CacheTerms> would) {
    var facts = new Facts(variables, request, head, NO_SIGNALS);
    for (Rule rule : rules) {
      Optional<CacheTerms> terms = rule.spec().cache();
      if (terms.isEmpty()) {
        continue;
      }
      Truth when = rule.applies(facts);
      if (when.equals(Truth.FALSE)) {
        continue;
      }
      boolean keeps = terms.get().exact().isPresent() && would.test(terms.get());
      if (keeps || when.equals(Truth.TRUE)) {
        return keeps;
      }
    }
    return false;
  }

  private boolean mayForbid(Rule rule, Model model) {
    CelVariableResolver modelAlone = Facts.resolver(variables, model);
    return !rule.applies(modelAlone).equals(Truth.FALSE)
        && (rule.spec().refuse().isPresent()
            || !allowsAlways(rule, models.indexOf(model), modelAlone));
  }

  private static boolean allowsAlways(Rule rule, int index, CelVariableResolver modelAlone) {
    return switch (rule.allow()) {
      case Rule.Allow.Anything _ -> true;
      case Rule.Allow.Fixed(var excluded, _) -> !excluded.get(index);
      case Rule.Allow.PerRequest(var e) -> e.evaluate(modelAlone).equals(Truth.TRUE);
      case Rule.Allow.PerModel(var e) -> e.evaluate(modelAlone).equals(Truth.TRUE);
    };
  }

  /**
   * Whether {@code model} is out of the question for {@code caller}, whatever they ask: a rule says
   * no that depends on nothing else.
   */
  public boolean neverAllows(Model model, Caller caller) {
    CelVariableResolver facts = Facts.resolver(variables, model, caller);
    int index = models.indexOf(model);
    return rules.stream()
        .filter(rule -> rule.applies(facts).equals(Truth.TRUE))
        .anyMatch(rule -> rule.spec().refuse().isPresent() || forbids(rule, index, facts));
  }

  private static boolean forbids(Rule rule, int index, CelVariableResolver facts) {
    return switch (rule.allow()) {
      case Rule.Allow.Anything _ -> false;
      case Rule.Allow.Fixed(var excluded, _) -> excluded.get(index);
      case Rule.Allow.PerRequest(var e) -> e.evaluate(facts).equals(Truth.FALSE);
      case Rule.Allow.PerModel(var e) -> e.evaluate(facts).equals(Truth.FALSE);
    };
  }

  /** The rules that read who calls, by name. */
  public List<String> rulesAboutCallers() {
    return rules.stream().filter(Rule::readsCaller).map(rule -> rule.spec().name()).toList();
  }

  /** The names of rules whose quality floor must be certified. */
  public List<String> rulesWithCertifiedFloor() {
    return rules.stream().map(Rule::spec).filter(RuleSpec::certified).map(RuleSpec::name).toList();
  }

  /** The names of all rules, in the order of the file. */
  public List<String> ruleNames() {
    return rules.stream().map(rule -> rule.spec().name()).toList();
  }

  List<Rule> rules() {
    return rules;
  }

  /** The catalogue that it judges. */
  public List<Model> models() {
    return models;
  }

  /** Names of the signals that some rule reads. */
  public Set<String> signals() {
    return signals;
  }

  /** What the rules say about {@code request}. */
  public Verdict judge(InferenceRequest request, RequestHead head, SignalSet signals) {
    var facts = new Facts(variables, request, head, signals);
    var applied = new ArrayList<AppliedRule>(rules.size());
    var exclusions = new @Nullable Exclusion[models.size()];
    var stated = new FirstStated();
    boolean mayExplore = true;
    Refusal refusal = null;
    for (Rule rule : rules) {
      Truth when = rule.applies(facts);
      if (when.equals(Truth.FALSE)) {
        continue;
      }
      List<String> missing = when instanceof Truth.Unknown(var names) ? names : List.of();
      boolean unknown = when instanceof Truth.Unknown;
      mayExplore &= rule.spec().explore();
      List<String> fields = List.of();
      if (unknown) {
        stated.doubt(rule.spec());
      } else {
        fields = stated.add(rule.spec());
      }
      if (refusal == null && rule.spec().refuse().isPresent()) {
        refusal = new Refusal(rule.spec().name(), rule.spec().refuse().get(), missing);
        fields = FirstStated.with(fields, "refuse");
      }
      applied.add(exclude(rule, facts, unknown, missing, fields, exclusions));
    }
    return new Verdict(
        applied, exclusions, Optional.ofNullable(refusal), stated.build(), mayExplore);
  }

  private AppliedRule exclude(
      Rule rule,
      Facts facts,
      boolean unknown,
      List<String> missing,
      List<String> fields,
      @Nullable Exclusion[] exclusions) {
    String name = rule.spec().name();
    return switch (rule.allow()) {
      case Rule.Allow.Anything _ -> new AppliedRule(name, unknown, List.of(), fields, missing);
      case Rule.Allow.Fixed(var excluded, var names) -> {
        if (!excluded.isEmpty()) {
          var exclusion = new Exclusion(name, missing);
          for (int i = excluded.nextSetBit(0); i >= 0; i = excluded.nextSetBit(i + 1)) {
            keepFirst(exclusions, i, exclusion);
          }
        }
        yield new AppliedRule(name, unknown, names, fields, missing);
      }
      case Rule.Allow.PerRequest(var expression) -> {
        Truth truth = expression.evaluate(facts);
        if (truth.equals(Truth.TRUE)) {
          yield new AppliedRule(name, unknown, List.of(), fields, missing);
        }
        List<String> all = union(missing, truth);
        var exclusion = new Exclusion(name, all);
        for (int i = 0; i < exclusions.length; i++) {
          keepFirst(exclusions, i, exclusion);
        }
        yield new AppliedRule(name, unknown, ids(), fields, all);
      }
      case Rule.Allow.PerModel(var expression) -> {
        var excluded = new ArrayList<String>();
        List<String> all = missing;
        for (int i = 0; i < exclusions.length; i++) {
          Truth truth = expression.evaluate(facts.about(modelFacts.get(i)));
          if (!truth.equals(Truth.TRUE)) {
            keepFirst(exclusions, i, new Exclusion(name, union(missing, truth)));
            excluded.add(models.get(i).id());
            all = union(all, truth);
          }
        }
        yield new AppliedRule(name, unknown, excluded, fields, all);
      }
    };
  }

  private static void keepFirst(@Nullable Exclusion[] exclusions, int index, Exclusion exclusion) {
    if (exclusions[index] == null) {
      exclusions[index] = exclusion;
    }
  }

  private static List<String> union(List<String> missing, Truth truth) {
    if (!(truth instanceof Truth.Unknown(var more)) || missing.containsAll(more)) {
      return missing;
    }
    var all = new TreeSet<String>(missing);
    all.addAll(more);
    return List.copyOf(all);
  }

  private List<String> ids() {
    return models.stream().map(Model::id).toList();
  }

  private static Set<String> signalsOf(List<Rule> rules, Variables variables) {
    var names = new TreeSet<String>();
    for (Rule rule : rules) {
      rule.when().ifPresent(e -> addSignals(e, variables, names));
      switch (rule.allow()) {
        case Rule.Allow.PerModel(var e) -> addSignals(e, variables, names);
        case Rule.Allow.PerRequest(var e) -> addSignals(e, variables, names);
        case Rule.Allow.Anything _, Rule.Allow.Fixed _ -> {}
      }
    }
    return Set.copyOf(names);
  }

  private static void addSignals(Expression expression, Variables variables, Set<String> to) {
    for (String name : expression.reads()) {
      var variable = variables.byName().get(name);
      if (variable != null
          && variable.source() instanceof Variables.Source.OfSignal(var signal, _, _)) {
        to.add(signal);
      }
    }
  }
}
