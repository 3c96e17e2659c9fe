package dev.interlock.routing;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.failover.Breakers;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.policy.RuleSpec;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalRunner;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import dev.interlock.signal.pii.PiiSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * For random policies, requests of every dialect with something sensitive in a random field, and
 * random failures of stages: no model that the rules forbid for such a request is ever in its plan,
 * nor answers it while there is no decision. The judge knows what is in the request and reads the
 * rules by itself.
 */
class SensitivePromptsStayHomeTest {
  private static final List<Model> MODELS =
      List.of(
          model("home", 0.5, 0.1, "on-prem", "on-prem", "eu"),
          model("near", 0.7, 1, "cloud", "eu"),
          model("far", 0.95, 9, "cloud", "us"));

  /** What is true of the request. */
  private record Truth(String kind, boolean hard) {}

  private record When(String cel, Predicate<Truth> holds) {}

  private record Allow(String cel, BiPredicate<Truth, Model> admits) {}

  private record Drafted(Optional<When> when, Optional<Allow> allow, boolean refuse) {
    boolean binds(Truth truth) {
      return when.isEmpty() || when.get().holds.test(truth);
    }
  }

  /** What goes wrong. */
  private enum Failure {
    NONE,
    SIGNAL_THROWS,
    DEADLINE_PASSED,
    DEADLINE_PASSES_BETWEEN,
    ENCODER_FAILS,
    /** Queue full, body budget spent, stream broken, sidecar dead: Envoy decides alone. */
    NO_DECISION
  }

  @Property(tries = 3000)
  void noSensitivePromptReachesAModelThatTheRulesForbid(@ForAll long seed) {
    var random = new Random(seed);
    List<Drafted> drafts = drafts(random);
    String kind = pick(random, SensitiveBody.VALUES.keySet().stream().sorted().toList());
    var truth = new Truth(kind, random.nextBoolean());
    Failure failure = pick(random, List.of(Failure.values()));
    Api api = pick(random, List.of(Api.values()));
    String asked = pick(random, List.of("auto", "auto", "home", "near", "far"));
    InferenceRequest request = request(random, api, asked, kind);
    SignalRunner runner = new SignalRunner(evaluators(failure, truth));
    PolicyEngine policy = RouterFixture.policy(List.of(specs(drafts)), MODELS, runner);

    List<String> answering =
        failure == Failure.NO_DECISION
            ? failsafe(policy, pick(random, MODELS))
            : planned(policy, runner, request, failure);

    Statistics.label("failure").collect(failure, answering.isEmpty() ? "refused" : "answered");
    boolean refused = drafts.stream().anyMatch(d -> d.refuse && d.binds(truth));
    if (refused) {
      assertThat(answering).isEmpty();
    }
    assertThat(answering)
        .allSatisfy(
            id ->
                assertThat(drafts)
                    .as("%s for %s (%s)", id, truth, failure)
                    .allSatisfy(draft -> assertThat(admits(draft, truth, id)).isTrue()));
  }

  private static boolean admits(Drafted draft, Truth truth, String id) {
    Model model = MODELS.stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
    return draft.allow.isEmpty()
        || !draft.binds(truth)
        || draft.allow.get().admits.test(truth, model);
  }

  /** Whoever answers while nobody decides, if the configuration is accepted at all. */
  private static List<String> failsafe(PolicyEngine policy, Model failsafe) {
    return policy.mayForbid(failsafe).isEmpty() ? List.of(failsafe.id()) : List.of();
  }

  private static List<String> planned(
      PolicyEngine policy, SignalRunner runner, InferenceRequest request, Failure failure) {
    var catalog =
        new ModelCatalog(
            MODELS,
            List.of(new VirtualModel("auto", MODELS, MODELS.get(1), Consequence.UNDECLARED)));
    TextEncoder encoder =
        failure == Failure.ENCODER_FAILS ? new BrokenEncoder() : EncoderFixture.characters();
    var router =
        new RequestRouter(
            new RouterSetup(
                1,
                catalog,
                policy,
                runner,
                encoder,
                Map.of(),
                Optional.empty(),
                ConversationSettings.DEFAULT),
            new RouterEnvironment(
                () -> "id",
                () -> Instant.EPOCH,
                () -> 0L,
                new Breakers(() -> 0L),
                new Conversations(() -> 0L)));
    var clock = new long[1];
    Deadline deadline =
        switch (failure) {
          case DEADLINE_PASSED -> Deadline.after(Duration.ofNanos(-1), () -> 0L);
          case DEADLINE_PASSES_BETWEEN -> Deadline.after(Duration.ofNanos(2), () -> clock[0]++);
          default -> RouterFixture.deadline();
        };
    var head = new RequestHead("POST", request.api().path(), Map.of());
    RoutingOutcome outcome = router.route(request, head, deadline);
    return outcome.decision().getPlanList().stream()
        .filter(_ -> outcome instanceof RoutingOutcome.Forward)
        .map(Candidate::getModel)
        .toList();
  }

  private static InferenceRequest request(Random random, Api api, String model, String kind) {
    String value = pick(random, SensitiveBody.VALUES.getOrDefault(kind, List.of()));
    return switch (RequestReader.read(api, SensitiveBody.of(random, api, model, value))) {
      case ReadResult.Parsed(var body) -> body.request();
      case ReadResult.Invalid(var error) -> throw new AssertionError(error.message());
    };
  }

  private static List<SignalEvaluator> evaluators(Failure failure, Truth truth) {
    SignalEvaluator pii = new PiiSignal();
    SignalEvaluator first = failure == Failure.SIGNAL_THROWS ? new Throwing(pii.signals()) : pii;
    return List.of(first, new Told(truth.hard ? 0.9 : 0.1));
  }

  private static List<Drafted> drafts(Random random) {
    String kind = pick(random, SensitiveBody.VALUES.keySet().stream().sorted().toList());
    String other = pick(random, SensitiveBody.VALUES.keySet().stream().sorted().toList());
    List<When> conditions =
        List.of(
            new When("signals.pii.found", _ -> true),
            new When("!signals.pii.found", _ -> false),
            new When("signals.pii." + kind, t -> t.kind.equals(kind)),
            new When(
                "signals.pii.%s || signals.pii.%s".formatted(kind, other),
                t -> t.kind.equals(kind) || t.kind.equals(other)),
            new When("signals.pii.found && signals.difficulty > 0.5", Truth::hard),
            new When("!signals.pii.%s".formatted(kind), t -> !t.kind.equals(kind)),
            new When("request.stream", _ -> false));
    List<Allow> demands =
        List.of(
            new Allow("'on-prem' in model.tags", (_, m) -> m.tags().contains("on-prem")),
            new Allow("model.site == 'on-prem'", (_, m) -> m.site().equals("on-prem")),
            new Allow(
                "!signals.pii.found || 'eu' in model.tags", (_, m) -> m.tags().contains("eu")),
            new Allow(
                "!signals.pii.%s || model.id == 'home'".formatted(kind),
                (t, m) -> !t.kind.equals(kind) || m.id().equals("home")),
            new Allow("!signals.pii.%s".formatted(kind), (t, _) -> !t.kind.equals(kind)));
    var drafts = new ArrayList<Drafted>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      boolean refuse = random.nextInt(5) == 0;
      drafts.add(
          new Drafted(
              random.nextInt(4) == 0 ? Optional.empty() : Optional.of(pick(random, conditions)),
              refuse ? Optional.empty() : Optional.of(pick(random, demands)),
              refuse));
    }
    return drafts;
  }

  private static RuleSpec[] specs(List<Drafted> drafts) {
    var specs = new RuleSpec[drafts.size()];
    for (int i = 0; i < specs.length; i++) {
      Drafted draft = drafts.get(i);
      var spec = RuleSpec.named("rule " + i);
      spec = draft.when.isPresent() ? spec.when(draft.when.get().cel) : spec;
      spec = draft.allow.isPresent() ? spec.allow(draft.allow.get().cel) : spec;
      specs[i] = draft.refuse ? spec.refuse("no") : spec;
    }
    return specs;
  }

  private static <T> T pick(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static Model model(String id, double quality, double price, String site, String... tags) {
    return new Model(
        id,
        id,
        Optional.empty(),
        id,
        Set.of(Api.values()),
        quality,
        new Price(price, price, Optional.empty()),
        32_768,
        Set.of("tools", "json_schema", "vision"),
        Set.of(tags),
        site,
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }

  private record Throwing(List<SignalSpec> signals) implements SignalEvaluator {
    @Override
    public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
      throw new IllegalStateException("a bug");
    }
  }

  private record Told(double difficulty) implements SignalEvaluator {
    @Override
    public List<SignalSpec> signals() {
      return List.of(new SignalSpec("difficulty", SignalType.DOUBLE, "How hard it is."));
    }

    @Override
    public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
      out.put("difficulty", new SignalValue.Score(difficulty));
    }
  }

  private static final class BrokenEncoder implements TextEncoder {
    @Override
    public Encoding encode(String text, Deadline deadline) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public String space() {
      return "none";
    }
  }
}
