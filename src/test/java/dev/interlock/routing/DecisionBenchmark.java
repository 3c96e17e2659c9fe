package dev.interlock.routing;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Objective.Weights;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.concurrent.Deadline;
import dev.interlock.conversation.ConversationSettings;
import dev.interlock.conversation.Conversations;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.Encoding;
import dev.interlock.failover.Breakers;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.policy.RuleSpec;
import dev.interlock.policy.Verdict;
import dev.interlock.selection.ModelSelector;
import dev.interlock.selection.Selection;
import dev.interlock.selection.Workload;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalRunner;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Ten rules, ten models: policy and choice alone, and with the decision record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecisionBenchmark {
  private static final List<SignalSpec> SIGNALS =
      List.of(
          new SignalSpec("intent", SignalType.STRING, "Intent."),
          new SignalSpec("domain", SignalType.STRING, "Domain."),
          new SignalSpec("difficulty", SignalType.DOUBLE, "Difficulty."),
          new SignalSpec("tokens", SignalType.INT, "Tokens."),
          new SignalSpec("code", SignalType.BOOL, "Code."));

  private static final SignalSet VALUES = values();

  private final InferenceRequest request = RouterFixture.request("auto");
  private final RequestHead head =
      new RequestHead("POST", "/v1/chat/completions", Map.of("x-team", "b"));
  private final Deadline deadline = Deadline.NEVER;
  private final PolicyEngine policy;
  private final ModelSelector selector;
  private final RequestRouter router;

  public DecisionBenchmark() {
    List<Model> models = models();
    var auto = new VirtualModel("auto", models, models.getFirst(), Consequence.UNDECLARED);
    var runner = new SignalRunner(List.of(new Constant()));
    policy = RouterFixture.policy(rules(), models, runner);
    selector = new ModelSelector(auto);
    router =
        new RequestRouter(
            new RouterSetup(
                1,
                new ModelCatalog(models, List.of(auto)),
                policy,
                runner,
                EncoderFixture.characters(),
                Map.of(),
                Optional.empty(),
                ConversationSettings.DEFAULT),
            new RouterEnvironment(
                () -> "id",
                () -> Instant.EPOCH,
                System::nanoTime,
                new Breakers(System::nanoTime),
                new Conversations(System::nanoTime)));
  }

  @Benchmark
  public Verdict policy() {
    return policy.judge(request, head, VALUES);
  }

  @Benchmark
  public Selection policyAndChoice() {
    Verdict verdict = policy.judge(request, head, VALUES);
    return selector.select(
        Workload.of(request, VALUES),
        verdict::allows,
        verdict.stated().objective(),
        verdict.stated().failureCost().orElse(0));
  }

  @Benchmark
  public RoutingOutcome wholeDecision() {
    return router.route(request, head, deadline);
  }

  @Benchmark
  public RoutingOutcome namedModel() {
    return router.route(NAMED, head, deadline);
  }

  private static final InferenceRequest NAMED = RouterFixture.request("model-3");

  private static List<RuleSpec> rules() {
    return List.of(
        RuleSpec.named("eu").allow("'eu' in model.tags || 'us' in model.tags"),
        RuleSpec.named("code").when("signals.code && signals.tokens > 100").quality(0.95),
        RuleSpec.named("legal")
            .when("signals.intent == 'legal' || signals.domain == 'law'")
            .allow("'eu' in model.tags"),
        RuleSpec.named("hard").when("signals.difficulty > 0.8").quality(0.97),
        RuleSpec.named("team").when("request.headers['x-team'] == 'a'").quality(0.99),
        RuleSpec.named("streams").when("request.stream && request.tools > 0").failureCost(1),
        RuleSpec.named("fits").allow("signals.tokens < model.context_window"),
        RuleSpec.named("unsure").when("signals.intent_confidence < 0.3").failureCost(0.02),
        RuleSpec.named("refuse").when("signals.intent in ['malware', 'spam']").refuse("no"),
        RuleSpec.named("else").quality(0.8).weights(new Weights(1, 0.0001, 0)).failureCost(0.01));
  }

  private static List<Model> models() {
    var models = new ArrayList<Model>();
    for (int i = 0; i < 10; i++) {
      models.add(
          RouterFixture.model(
              "model-" + i,
              0.5 + i * 0.05,
              0.1 * (i + 1),
              0.4 * (i + 1),
              32_768,
              Set.of("tools"),
              i % 2 == 0 ? "eu" : "us"));
    }
    return models;
  }

  private static SignalSet values() {
    return new SignalSet.Builder()
        .put("intent", new SignalValue.Label("smalltalk", 0.9, "none"))
        .put("domain", new SignalValue.Label("other", 0.6, "law"))
        .put("difficulty", new SignalValue.Score(0.35))
        .put("tokens", new SignalValue.Count(64))
        .put("code", new SignalValue.Flag(false))
        .build();
  }

  private static final class Constant implements SignalEvaluator {
    @Override
    public List<SignalSpec> signals() {
      return SIGNALS;
    }

    @Override
    public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
      VALUES.values().forEach(out::put);
    }
  }
}
