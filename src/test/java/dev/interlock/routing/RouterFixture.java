package dev.interlock.routing;

import dev.interlock.cache.ResponseCache;
import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Price;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.concurrent.Deadline;
import dev.interlock.conversation.ConversationSettings;
import dev.interlock.conversation.Conversations;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.failover.Breakers;
import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.memory.Learning;
import dev.interlock.policy.PolicyCompiler;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.policy.RuleSpec;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.semantic.SemanticCache;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalRunner;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small configuration, with signals that say what a test tells them to. */
final class RouterFixture {
  static final Model SMALL =
      model("small", 0.62, 0.1, 0.3, 32_768, Set.of("tools", "json_schema"), "on-prem", "eu");
  static final Model MEDIUM =
      model("medium", 0.82, 0.4, 1.2, 131_072, Set.of("tools", "json_schema", "vision"), "eu");
  static final Model FRONTIER =
      model("frontier", 0.95, 2.5, 10, 262_144, Set.of("tools", "json_schema", "vision"), "us");

  static final List<SignalSpec> SIGNALS =
      List.of(
          new SignalSpec("intent", SignalType.STRING, "What the user wants."),
          new SignalSpec("difficulty", SignalType.DOUBLE, "Chance that a small model fails."),
          new SignalSpec("sensitive", SignalType.BOOL, "Whether it may not leave."));

  private static final Instant NOW = Instant.ofEpochMilli(1_000);

  private final Map<String, SignalValue> values = new LinkedHashMap<>();
  private List<RuleSpec> rules = List.of();
  private List<Model> models = List.of(SMALL, MEDIUM, FRONTIER);
  private Consequence consequence = Consequence.UNDECLARED;
  private Map<String, Consequence> intents = Map.of();
  private Model fallback = MEDIUM;
  private Breakers breakers = new Breakers(() -> 0L);
  private TextEncoder encoder = EncoderFixture.characters();
  private @Nullable InstalledBundle bundle;
  private ConversationSettings conversation = ConversationSettings.DEFAULT;
  private Conversations conversations = new Conversations(() -> 0L);
  private Learning learning = new Learning(() -> Instant.ofEpochMilli(1_000));
  private ResponseCache cache = new ResponseCache(() -> NOW, () -> 0L, () -> 0);
  private InstantSource clock = () -> NOW;
  private double lot = 1;
  private SemanticCache meanings = new SemanticCache(() -> NOW, () -> 0L, () -> 1);
  private @Nullable PairCheck check;
  private int evaluations;

  RouterFixture() {
    signal("intent", new SignalValue.Label("smalltalk", 0.9, "none"));
    signal("difficulty", new SignalValue.Score(0.3));
    signal("sensitive", new SignalValue.Flag(false));
  }

  RouterFixture signal(String name, SignalValue value) {
    values.put(name, value);
    return this;
  }

  RouterFixture difficulty(double chance) {
    return signal("difficulty", new SignalValue.Score(chance));
  }

  RouterFixture missing(String name) {
    return signal(name, new SignalValue.Unavailable("deadline"));
  }

  RouterFixture models(Model... of) {
    models = List.of(of);
    return this;
  }

  RouterFixture rules(RuleSpec... specs) {
    rules = List.of(specs);
    return this;
  }

  RouterFixture consequence(Consequence of) {
    consequence = of;
    return this;
  }

  RouterFixture intents(Map<String, Consequence> of) {
    intents = of;
    return this;
  }

  RouterFixture fallback(Model model) {
    fallback = model;
    return this;
  }

  RouterFixture encoder(TextEncoder of) {
    encoder = of;
    return this;
  }

  RouterFixture bundle(InstalledBundle of) {
    bundle = of;
    return this;
  }

  RouterFixture conversation(ConversationSettings of) {
    conversation = of;
    return this;
  }

  RouterFixture conversations(Conversations of) {
    conversations = of;
    return this;
  }

  RouterFixture learning(Learning of) {
    learning = of;
    return this;
  }

  RouterFixture cache(ResponseCache of) {
    cache = of;
    return this;
  }

  RouterFixture meanings(SemanticCache of, PairCheck by) {
    meanings = of;
    check = by;
    return this;
  }

  RouterFixture clock(InstantSource of) {
    clock = of;
    return this;
  }

  RouterFixture lot(double of) {
    lot = of;
    return this;
  }

  RouterFixture breakers(Breakers of) {
    breakers = of;
    return this;
  }

  /** How often signals were evaluated. */
  int evaluations() {
    return evaluations;
  }

  RoutingOutcome route(InferenceRequest request) {
    return router().route(request, head(), deadline());
  }

  RequestRouter router() {
    var catalog =
        new ModelCatalog(models, List.of(new VirtualModel("auto", models, fallback, consequence)));
    var runner = new SignalRunner(List.of(new Told()));
    var setup =
        new RouterSetup(
            7,
            catalog,
            policy(rules, catalog.models(), runner),
            runner,
            encoder,
            intents,
            Optional.ofNullable(bundle),
            conversation,
            "",
            _ -> false,
            Optional.ofNullable(check));
    return new RequestRouter(
        setup,
        new RouterEnvironment(
            () -> "id-1",
            clock,
            () -> 0L,
            breakers,
            conversations,
            learning,
            cache,
            meanings,
            () -> lot));
  }

  static PolicyEngine policy(List<RuleSpec> rules, List<Model> models, SignalRunner runner) {
    return switch (PolicyCompiler.compile(rules, models, runner.specs())) {
      case PolicyCompiler.Result.Compiled(var engine) -> engine;
      case PolicyCompiler.Result.Invalid(var problems) ->
          throw new IllegalArgumentException(problems.toString());
    };
  }

  static InferenceRequest request(String model) {
    return request(model, Api.CHAT, 0, ResponseFormat.FREE, Set.of(Modality.TEXT));
  }

  static InferenceRequest request(
      String model, Api api, int tools, ResponseFormat format, Set<Modality> modalities) {
    return new InferenceRequest(
        api,
        model,
        false,
        List.of(new Turn(Role.USER, "What is the notice period?", 0)),
        tools,
        false,
        format,
        modalities,
        OptionalInt.empty(),
        80,
        BodyText.EMPTY);
  }

  static RequestHead head() {
    return new RequestHead("POST", "/v1/chat/completions", Map.of());
  }

  static Deadline deadline() {
    return Deadline.after(Duration.ofSeconds(1), () -> 0L);
  }

  static Model model(
      String id,
      double quality,
      double input,
      double output,
      int context,
      Set<String> capabilities,
      String... tags) {
    return new Model(
        id,
        "cluster-" + id,
        Optional.empty(),
        "upstream-" + id,
        Set.of(Api.CHAT),
        quality,
        new Price(input, output, Optional.empty()),
        context,
        capabilities,
        Set.of(tags),
        "cloud",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }

  private final class Told implements SignalEvaluator {
    @Override
    public List<SignalSpec> signals() {
      return SIGNALS;
    }

    @Override
    public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
      evaluations++;
      values.forEach(out::put);
    }
  }
}
