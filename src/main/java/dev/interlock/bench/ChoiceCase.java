package dev.interlock.bench;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Price;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.PolicyCompiler;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.policy.RuleSpec;
import dev.interlock.policy.Verdict;
import dev.interlock.selection.Expectations;
import dev.interlock.selection.ModelSelector;
import dev.interlock.selection.Selection;
import dev.interlock.selection.Standing;
import dev.interlock.selection.Workload;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Policy and choice by themselves: ten rules, signals given. Thread-safe.
 *
 * <p>The rules are of the kinds operators write: conditions on a label, a score, a count and a
 * flag, demands on models that can be decided at load time and one that cannot.
 */
final class ChoiceCase {
  private final PolicyEngine policy;
  private final ModelSelector selector;
  private final InferenceRequest request;
  private final RequestHead head = new RequestHead("POST", Api.CHAT.path(), Map.of());
  private final SignalSet signals;

  /** Ten models. */
  ChoiceCase() {
    this(10);
  }

  /** So many models, all of which the rules allow. */
  ChoiceCase(int count) {
    List<Model> models = IntStream.range(0, count).mapToObj(i -> model(i, count)).toList();
    policy = compiled(models);
    selector =
        new ModelSelector(new VirtualModel("auto", models, models.get(4), Consequence.UNDECLARED));
    request = request("Extract the parties from this agreement.");
    signals =
        new SignalSet.Builder()
            .put("intent", new SignalValue.Label("contract-extraction", 0.83, "support"))
            .put("difficulty", new SignalValue.Score(0.41))
            .put("tokens", new SignalValue.Count(120))
            .put("code", new SignalValue.Flag(false))
            .build();
  }

  /** One verdict and one choice. */
  Selection decide() {
    return decide(Expectations.NONE);
  }

  /**
   * One verdict and one choice.
   *
   * @param expected of the candidates
   */
  Selection decide(Expectations expected) {
    return decide(expected, Standing.NONE);
  }

  /** The same in a conversation that the models stand in like that. */
  Selection decide(Expectations expected, Standing standing) {
    Verdict verdict = policy.judge(request, head, signals);
    return selector.select(
        Workload.of(request, signals),
        expected,
        verdict::allows,
        _ -> false,
        verdict.stated().objective(),
        0.01,
        standing);
  }

  private static InferenceRequest request(String prompt) {
    byte[] body = Mix.chat("auto", prompt).getBytes(StandardCharsets.UTF_8);
    return switch (RequestReader.read(Api.CHAT, body)) {
      case ReadResult.Parsed(var parsed) -> parsed.request();
      case ReadResult.Invalid(var error) -> throw new IllegalStateException(error.message());
    };
  }

  private static PolicyEngine compiled(List<Model> models) {
    List<RuleSpec> rules = new ArrayList<>();
    rules.add(
        RuleSpec.named("contracts in the EU")
            .when("signals.intent == 'contract-extraction'")
            .allow("'eu' in model.tags"));
    rules.add(RuleSpec.named("hard ones").when("signals.difficulty > 0.8").quality(0.95));
    rules.add(
        RuleSpec.named("sure contracts")
            .when("signals.intent == 'contract-extraction' && signals.intent_confidence > 0.8")
            .quality(0.75));
    rules.add(RuleSpec.named("code").when("signals.code").quality(0.85));
    rules.add(
        RuleSpec.named("long ones").when("signals.tokens > 8000").allow("model.site == 'cloud'"));
    rules.add(
        RuleSpec.named("either")
            .when("signals.intent in ['support', 'small-talk'] || signals.tokens < 16")
            .quality(0.6));
    rules.add(
        RuleSpec.named("no toys for contracts")
            .when("signals.intent == 'contract-extraction'")
            .allow("model.quality > 0.3"));
    rules.add(
        RuleSpec.named("strong when hard")
            .allow("signals.difficulty < 0.9 || model.quality > 0.8"));
    rules.add(RuleSpec.named("costly mistakes").when("signals.difficulty > 0.3").failureCost(0.5));
    rules.add(RuleSpec.named("everything else").quality(0.8));
    return switch (PolicyCompiler.compile(rules, models, signalSpecs())) {
      case PolicyCompiler.Result.Compiled(PolicyEngine engine) -> engine;
      case PolicyCompiler.Result.Invalid(var problems) ->
          throw new IllegalStateException("rules: " + problems);
    };
  }

  private static List<SignalSpec> signalSpecs() {
    return List.of(
        new SignalSpec("intent", SignalType.STRING, "What it is about."),
        new SignalSpec("difficulty", SignalType.DOUBLE, "How hard it is."),
        new SignalSpec("tokens", SignalType.INT, "How long it is."),
        new SignalSpec("code", SignalType.BOOL, "Whether it is about code."));
  }

  private static Model model(int index, int count) {
    return new Model(
        "model-" + index,
        "cluster-" + index,
        Optional.empty(),
        "upstream-" + index,
        Set.of(Api.CHAT),
        0.5 + 0.5 * index / count,
        new Price(0.1 * (index + 1), 0.3 * (index + 1), Optional.empty()),
        131_072,
        Set.of("tools", "json_schema"),
        index % 2 == 0 ? Set.of("eu", "on-prem") : Set.of("eu"),
        index % 2 == 0 ? "on-prem" : "cloud",
        Energy.UNKNOWN,
        new Latency(50, 10));
  }
}
