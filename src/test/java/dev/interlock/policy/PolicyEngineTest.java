package dev.interlock.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;
import dev.interlock.catalog.Objective.Weights;
import dev.interlock.catalog.Price;
import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.policy.PolicyEngine.Prohibition;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEngineTest {
  static final List<SignalSpec> SIGNALS =
      List.of(
          new SignalSpec("intent", SignalType.STRING, "what the user wants"),
          new SignalSpec("difficulty", SignalType.DOUBLE, "chance that a small model fails"),
          new SignalSpec("risky", SignalType.BOOL, "a flag"),
          new SignalSpec("tokens", SignalType.INT, "tokens"),
          new SignalSpec("languages", SignalType.STRING_LIST, "languages"),
          new SignalSpec("pii", SignalType.FINDINGS, "personal data", List.of("card", "email")));

  static final List<Model> MODELS =
      List.of(
          model("small", 0.62, 0.3, "on-prem", "eu"),
          model("medium", 0.8, 1.2, "eu"),
          model("large", 0.95, 10, "us"));

  private static final SignalSet KNOWN =
      new SignalSet.Builder()
          .put("intent", new SignalValue.Label("contract", 0.9, "other"))
          .put("difficulty", new SignalValue.Score(0.7))
          .put("risky", new SignalValue.Flag(true))
          .put("tokens", new SignalValue.Count(120))
          .put("languages", new SignalValue.Labels(List.of("en", "de")))
          .build();

  private static final SignalSet UNKNOWN =
      new SignalSet.Builder().put("difficulty", new SignalValue.Unavailable("deadline")).build();

  private static final Caller ACME = new Caller.Known("acme", "", List.of("lab"), "");
  private static final Caller GLOBEX = new Caller.Known("globex", "", List.of(), "");

  @Test
  void everyMatchingAllowIsANDed() {
    var verdict =
        judge(
            KNOWN,
            RuleSpec.named("a").allow("'eu' in model.tags"),
            RuleSpec.named("b").when("signals.risky").allow("model.price.output > 0.5"),
            RuleSpec.named("c").when("!signals.risky").allow("model.id == 'large'"));

    assertThat(allowed(verdict)).containsExactly("medium");
    assertThat(verdict.rules()).extracting(AppliedRule::name).containsExactly("a", "b");
    assertThat(verdict.exclusion(0)).map(Exclusion::rule).contains("b");
    assertThat(verdict.exclusion(2)).map(Exclusion::rule).contains("a");
  }

  @Test
  void everyOtherFieldComesFromTheFirstMatchingRuleThatStatesIt() {
    var verdict =
        judge(
            KNOWN,
            RuleSpec.named("no").when("signals.difficulty < 0.5").quality(0.1),
            RuleSpec.named("first").when("signals.intent == 'contract'").quality(0.97),
            RuleSpec.named("second")
                .quality(0.9)
                .weights(new Weights(2, 1, 0))
                .failureCost(5)
                .reversible(false),
            RuleSpec.named("third").failureCost(9).reversible(true));

    assertThat(verdict.stated().objective()).isEqualTo(new Objective(0.97, new Weights(2, 1, 0)));
    assertThat(verdict.stated().objectiveRule()).isEqualTo("first");
    assertThat(verdict.stated().failureCost()).hasValue(5);
    assertThat(verdict.stated().failureCostRule()).isEqualTo("second");
    assertThat(verdict.stated().reversible()).contains(false);
    assertThat(verdict.rules())
        .extracting(AppliedRule::stated)
        .containsExactly(
            List.of("objective.quality"),
            List.of("objective.weights", "failure_cost", "reversible"),
            List.of());
  }

  @Test
  void noRuleMeansTheBuiltInObjectiveAndEveryModel() {
    var verdict = judge(UNKNOWN);

    assertThat(allowed(verdict)).containsExactly("small", "medium", "large");
    assertThat(verdict.stated().objective()).isEqualTo(Objective.DEFAULT);
    assertThat(verdict.stated().objectiveRule()).isEmpty();
  }

  @Test
  void whatMayForbidAModelIsToldWithoutARequest() {
    var engine =
        engine(
            RuleSpec.named("by tag").allow("'eu' in model.tags"),
            RuleSpec.named("by content").when("signals.risky").allow("'on-prem' in model.tags"),
            RuleSpec.named("refuses some").when("signals.intent == 'contract'").refuse("no"),
            RuleSpec.named("refuses all").refuse("no"),
            RuleSpec.named("refuses none").when("false").refuse("no"));

    assertThat(engine.mayForbid(MODELS.getFirst()))
        .containsExactly(
            new Prohibition("refuses some", true), new Prohibition("refuses all", true));
    assertThat(engine.mayForbid(MODELS.getLast()))
        .extracting(Prohibition::rule)
        .containsExactly("by tag", "by content", "refuses some", "refuses all");
  }

  @Test
  void theFirstRefusalWins() {
    var verdict =
        judge(
            KNOWN,
            RuleSpec.named("x").when("signals.tokens > 1000").refuse("too long"),
            RuleSpec.named("y").when("'de' in signals.languages").refuse("not in German"),
            RuleSpec.named("z").refuse("never"));

    assertThat(verdict.refusal()).contains(new Refusal("y", "not in German", List.of()));
    assertThat(verdict.rules().getFirst().stated()).containsExactly("refuse");
  }

  /** What a rule with each field does, by whether its condition holds, fails or is unknown. */
  @ParameterizedTest
  @CsvSource({
    "signals.difficulty > 0.5, KNOWN, true, true, true",
    "signals.difficulty > 0.9, KNOWN, false, false, false",
    "signals.difficulty > 0.5, UNKNOWN, true, true, false",
    "signals.difficulty > 0.5 || request.stream, UNKNOWN, true, true, true",
    "signals.difficulty > 0.5 && !request.stream, UNKNOWN, false, false, false",
    "!(signals.difficulty > 0.5), UNKNOWN, true, true, false",
    "signals.intent == 'x', UNKNOWN, true, true, false",
    "signals.intent_confidence < 0.5, UNKNOWN, true, true, false",
    "request.headers['x-absent'] == 'y', KNOWN, true, true, false",
    "'x-absent' in request.headers && request.headers['x-absent'] == 'y', KNOWN, false, false, false",
  })
  void anUnknownConditionCountsForRestrictionsOnly(
      String when, String signals, boolean restricts, boolean refuses, boolean states) {
    var set = signals.equals("KNOWN") ? KNOWN : UNKNOWN;
    var verdict =
        judge(
            set,
            RuleSpec.named("allow").when(when).allow("model.id == 'small'"),
            RuleSpec.named("refuse").when(when).refuse("no"),
            RuleSpec.named("objective").when(when).quality(0.5).failureCost(3));

    assertThat(allowed(verdict).equals(List.of("small"))).isEqualTo(restricts);
    assertThat(verdict.refusal().isPresent()).isEqualTo(refuses);
    assertThat(verdict.stated().objective().quality() == 0.5).isEqualTo(states);
    assertThat(verdict.stated().failureCost().isPresent()).isEqualTo(states);
  }

  @Test
  void anUnknownConditionIsRecordedWithWhatIsMissing() {
    var rule =
        judge(UNKNOWN, RuleSpec.named("r").when("signals.difficulty > 0.5").quality(0.5))
            .rules()
            .getFirst();

    assertThat(rule.unknown()).isTrue();
    assertThat(rule.missing()).containsExactly("signals.difficulty");
    assertThat(rule.stated()).isEmpty();
  }

  @Test
  void anUnknownAllowAdmitsNothingItCannotProve() {
    var verdict =
        judge(
            UNKNOWN,
            RuleSpec.named("r").allow("'on-prem' in model.tags || signals.difficulty < 0.5"));

    assertThat(allowed(verdict)).containsExactly("small");
    assertThat(verdict.exclusion(1)).contains(new Exclusion("r", List.of("signals.difficulty")));
    assertThat(verdict.rules().getFirst().unknown()).isFalse();
    assertThat(verdict.rules().getFirst().excluded()).containsExactly("medium", "large");
    assertThat(verdict.rules().getFirst().missing()).containsExactly("signals.difficulty");
  }

  @Test
  void anAllowWithoutAModelAdmitsAllOrNone() {
    assertThat(allowed(judge(KNOWN, RuleSpec.named("r").allow("signals.risky")))).hasSize(3);
    assertThat(allowed(judge(UNKNOWN, RuleSpec.named("r").allow("signals.risky")))).isEmpty();
  }

  @Test
  void readsEveryVariable() {
    var verdict =
        judge(
            KNOWN,
            RuleSpec.named("request")
                .when(
                    """
                    request.api == 'chat' && request.model == 'auto' && request.stream
                    && request.tools == 2 && request.path == '/v1/chat/completions'
                    && request.headers['x-team'] == 'legal'
                    """)
                .quality(0.1),
            RuleSpec.named("signals")
                .when(
                    """
                    signals.intent == 'contract' && signals.intent_confidence > 0.8
                    && signals.difficulty > 0 && signals.risky && signals.tokens == 120
                    && 'en' in signals.languages
                    """)
                .failureCost(1),
            RuleSpec.named("model")
                .allow(
                    """
                    model.id == 'small' && 'eu' in model.tags && model.site == 'cloud'
                    && model.quality < 1 && model.price.input < 1 && model.price.output < 1
                    && 'tools' in model.capabilities && model.context_window >= 8192
                    """));

    assertThat(verdict.stated().objectiveRule()).isEqualTo("request");
    assertThat(verdict.stated().failureCostRule()).isEqualTo("signals");
    assertThat(allowed(verdict)).containsExactly("small");
  }

  @Test
  void saysWhichSignalsItReads() {
    assertThat(
            engine(
                    RuleSpec.named("a").when("signals.intent_confidence > 0.5").quality(0.5),
                    RuleSpec.named("b").allow("signals.tokens < model.context_window"),
                    RuleSpec.named("c").when("request.stream").allow("model.site == 'cloud'"))
                .signals())
        .containsExactlyInAnyOrder("intent", "tokens");
  }

  @Test
  void readsWhoCalls() {
    PolicyEngine engine =
        engine(
            RuleSpec.named("tenant").when("caller.tenant == 'acme'").allow("model.id != 'large'"),
            RuleSpec.named("model").allow("model.id != 'small' || 'lab' in caller.groups"));

    assertThat(allowed(judge(engine, ACME))).containsExactly("small", "medium");
    assertThat(allowed(judge(engine, GLOBEX))).containsExactly("medium", "large");
    assertThat(allowed(judge(engine, Caller.anonymous()))).containsExactly("medium", "large");
    assertThat(engine.rulesAboutCallers()).containsExactly("tenant", "model");
  }

  @Test
  void whoMustBeKnownAndIsNotGetsTheNarrowerOfBoth() {
    PolicyEngine engine =
        engine(
            RuleSpec.named("tenant").when("caller.tenant == 'acme'").allow("model.id != 'large'"),
            RuleSpec.named("purpose").when("caller.purpose == 'trial'").quality(0.1));
    Verdict verdict = judge(engine, new Caller.Unidentified());

    assertThat(allowed(verdict)).containsExactly("small", "medium");
    assertThat(verdict.stated().objective()).isEqualTo(Objective.DEFAULT);
    assertThat(verdict.rules().getFirst().missing()).containsExactly("caller.tenant");
  }

  @Test
  void whoCallsIsNotKnownToEnvoysFailsafe() {
    PolicyEngine engine =
        engine(
            RuleSpec.named("when").when("caller.tenant == 'acme'").allow("model.id == 'small'"),
            RuleSpec.named("allow").allow("model.id == 'small' || caller.tenant == 'acme'"));

    assertThat(engine.mayForbid(MODELS.getFirst())).isEmpty();
    assertThat(engine.mayForbid(MODELS.getLast()))
        .extracting(PolicyEngine.Prohibition::rule)
        .containsExactly("when", "allow");
  }

  @Test
  void saysWhatACallerNeverGets() {
    PolicyEngine engine =
        engine(
            RuleSpec.named("tenant").when("caller.tenant == 'acme'").allow("model.id != 'large'"),
            RuleSpec.named("content").when("signals.risky").allow("model.id == 'small'"),
            RuleSpec.named("both")
                .when("caller.tenant == 'globex' && request.stream")
                .allow("model.id == 'small'"));

    assertThat(engine.neverAllows(MODELS.getLast(), ACME)).isTrue();
    assertThat(engine.neverAllows(MODELS.getFirst(), ACME)).isFalse();
    assertThat(engine.neverAllows(MODELS.getLast(), GLOBEX)).isFalse();
  }

  private static Verdict judge(PolicyEngine engine, Caller caller) {
    return engine.judge(request(), head().from(caller), KNOWN);
  }

  private static Verdict judge(SignalSet signals, RuleSpec... rules) {
    return engine(rules).judge(request(), head(), signals);
  }

  private static PolicyEngine engine(RuleSpec... rules) {
    return switch (PolicyCompiler.compile(Arrays.asList(rules), MODELS, SIGNALS)) {
      case PolicyCompiler.Result.Compiled(var engine) -> engine;
      case PolicyCompiler.Result.Invalid(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  private static List<String> allowed(Verdict verdict) {
    return IntStream.range(0, MODELS.size())
        .filter(verdict::allows)
        .mapToObj(i -> MODELS.get(i).id())
        .toList();
  }

  static InferenceRequest request() {
    return new InferenceRequest(
        Api.CHAT,
        "auto",
        true,
        List.of(new Turn(Role.USER, "hello", 0)),
        2,
        false,
        ResponseFormat.FREE,
        Set.of(Modality.TEXT),
        OptionalInt.empty(),
        100,
        BodyText.EMPTY);
  }

  static RequestHead head() {
    return new RequestHead("POST", "/v1/chat/completions", Map.of("x-team", "legal"));
  }

  static Model model(String id, double quality, double price, String... tags) {
    return new Model(
        id,
        id,
        Optional.empty(),
        id,
        Set.of(Api.CHAT),
        quality,
        new Price(price / 4, price, Optional.empty()),
        8192,
        Set.of("tools"),
        Set.of(tags),
        "cloud",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }
}
