package dev.interlock.routing;

import static dev.interlock.routing.RouterFixture.FRONTIER;
import static dev.interlock.routing.RouterFixture.MEDIUM;
import static dev.interlock.routing.RouterFixture.SMALL;
import static dev.interlock.routing.RouterFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Model;
import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.inference.Api;
import dev.interlock.inference.Modality;
import dev.interlock.inference.RequestError.Kind;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.policy.RuleSpec;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Rejected;
import dev.interlock.signal.SignalValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestRouterTest {
  private final RouterFixture fixture = new RouterFixture();

  @Test
  void anEasyRequestGoesToTheCheapestModelThatIsGoodEnough() {
    var outcome = fixture.difficulty(0.05).route(request("auto"));

    assertForward(outcome, SMALL, "cheapest_sufficient");
    assertThat(outcome.decision().getPlanList())
        .extracting(Candidate::getModel)
        .containsExactly("small", "medium", "frontier");
  }

  @Test
  void aHarderRequestGoesToAStrongerModel() {
    assertForward(fixture.difficulty(0.2).route(request("auto")), MEDIUM, "cheapest_sufficient");
    assertForward(fixture.difficulty(0.5).route(request("auto")), FRONTIER, "cheapest_sufficient");
  }

  @Test
  void whenNoneReachesTheFloorTheMostLikelyOneIsUsed() {
    assertForward(fixture.difficulty(0.9).route(request("auto")), FRONTIER, "highest_chance");
  }

  @Test
  void aRuleMovesTheFloor() {
    fixture.rules(
        RuleSpec.named("talk is cheap").when("signals.intent == 'smalltalk'").quality(0.5));

    var outcome = fixture.difficulty(0.4).route(request("auto"));

    assertForward(outcome, SMALL, "cheapest_sufficient");
    assertThat(outcome.decision().getObjective().getRule()).isEqualTo("talk is cheap");
  }

  @Test
  void aRuleKeepsModelsOut() {
    fixture.rules(RuleSpec.named("stay home").allow("'on-prem' in model.tags"));

    var outcome = fixture.difficulty(0.5).route(request("auto"));

    assertForward(outcome, SMALL, "highest_chance");
    Rejected medium = outcome.decision().getRejected(0);
    assertThat(medium.getModel()).isEqualTo("medium");
    assertThat(medium.getReason()).isEqualTo("rule");
    assertThat(medium.getExplanation()).isEqualTo("rule 'stay home' does not allow it");
  }

  @Test
  void aRuleRefuses() {
    fixture.rules(RuleSpec.named("no talk").when("signals.intent == 'smalltalk'").refuse("Work!"));

    var outcome = fixture.route(request("auto"));

    assertReject(outcome, Kind.NOT_ALLOWED, "policy_refused");
    assertThat(((RoutingOutcome.Reject) outcome).error().message()).isEqualTo("Work!");
  }

  @Test
  void aRefusalThatCannotBeJudgedRefuses() {
    fixture
        .rules(RuleSpec.named("secret").when("signals.sensitive").refuse("no"))
        .missing("sensitive");

    assertReject(fixture.route(request("auto")), Kind.UNAVAILABLE, "policy_unknown");
  }

  @Test
  void withoutDifficultyTheDefaultAnswers() {
    var outcome = fixture.missing("difficulty").route(request("auto"));

    assertForward(outcome, MEDIUM, "default");
    assertThat(outcome.decision().getDegradationsList())
        .containsExactly("signals_deadline", "default_used");
    assertThat(outcome.decision().getRejectedList())
        .extracting(Rejected::getReason)
        .containsOnly("not_scored");
  }

  @Test
  void aDefaultThatPolicyForbidsIsNotUsed() {
    fixture
        .missing("difficulty")
        .rules(RuleSpec.named("stay home").allow("'on-prem' in model.tags"));

    var outcome = fixture.route(request("auto"));

    assertReject(outcome, Kind.UNAVAILABLE, "default_unusable");
    assertThat(outcome.decision().getExplanation()).contains("rule 'stay home' does not allow it");
  }

  @Test
  void aRestrictionThatNeedsAMissingSignalFailsClosed() {
    fixture
        .missing("sensitive")
        .rules(RuleSpec.named("home").when("signals.sensitive").allow("'on-prem' in model.tags"));

    assertForward(fixture.difficulty(0.05).route(request("auto")), SMALL, "cheapest_sufficient");
    assertReject(fixture.route(request("frontier")), Kind.UNAVAILABLE, "policy_unknown");
  }

  @Test
  void hardConstraintsComeBeforeScores() {
    var vision =
        request("auto", Api.CHAT, 0, ResponseFormat.FREE, Set.of(Modality.TEXT, Modality.IMAGE));

    var outcome = fixture.difficulty(0.01).route(vision);

    assertForward(outcome, MEDIUM, "cheapest_sufficient");
    assertThat(outcome.decision().getRejected(0).getReason()).isEqualTo("capability");
    assertThat(outcome.decision().getRejected(0).getFlip())
        .isEqualTo("admitted only with the capability vision");
  }

  @Test
  void anEndpointNobodyServesIsTheCallersMistake() {
    var messages = request("auto", Api.MESSAGES, 0, ResponseFormat.FREE, Set.of(Modality.TEXT));

    assertReject(fixture.route(messages), Kind.INVALID_REQUEST, "no_model_capable");
  }

  @Test
  void aNamedModelPassesWithoutSignals() {
    var outcome = fixture.route(request("frontier"));

    assertForward(outcome, FRONTIER, "named");
    assertThat(fixture.evaluations()).isZero();
    assertThat(outcome.decision().getRequest().getVirtualModel()).isEmpty();
  }

  @Test
  void aNamedModelReadsNoSignalOfARuleThatCannotForbidIt() {
    fixture.rules(
        RuleSpec.named("hard ones").when("signals.difficulty > 0.8").quality(0.97),
        RuleSpec.named("stay home").when("signals.sensitive").allow("'on-prem' in model.tags"));

    assertForward(fixture.route(request("small")), SMALL, "named");
    assertThat(fixture.evaluations()).isZero();
  }

  @Test
  void aNamedModelIsSubjectToPolicy() {
    fixture.rules(
        RuleSpec.named("stay home").when("signals.sensitive").allow("'on-prem' in model.tags"));

    assertForward(fixture.route(request("frontier")), FRONTIER, "named");
    fixture.signal("sensitive", new SignalValue.Flag(true));
    assertReject(fixture.route(request("frontier")), Kind.NOT_ALLOWED, "policy_refused");
    assertForward(fixture.route(request("small")), SMALL, "named");
  }

  @Test
  void anUnknownNameIsNotFound() {
    assertReject(fixture.route(request("gpt-17")), Kind.UNKNOWN_MODEL, "unknown_model");
  }

  @Test
  void aCostlyFailureBuysTheBetterModel() {
    fixture.rules(RuleSpec.named("low floor").quality(0.5)).difficulty(0.3);
    assertForward(fixture.route(request("auto")), SMALL, "cheapest_sufficient");

    fixture.intents(Map.of("smalltalk", new Consequence(Optional.of(10.0), Optional.of(false))));
    var outcome = fixture.route(request("auto"));

    assertForward(outcome, FRONTIER, "cheapest_sufficient");
    assertThat(outcome.decision().getConsequence().getSource()).isEqualTo("intent smalltalk");
    assertThat(outcome.decision().getConsequence().getReversible()).isFalse();
  }

  @Test
  void aBrokenEncoderCostsQualityAndNotTheAnswer() {
    fixture.encoder(
        new TextEncoder() {
          @Override
          public Encoding encode(String text, Deadline deadline) {
            throw new IllegalStateException(text);
          }

          @Override
          public String space() {
            return "none";
          }
        });

    var outcome = fixture.route(request("auto"));

    assertForward(outcome, MEDIUM, "default");
    assertThat(outcome.decision().getSignalsList())
        .allMatch(signal -> signal.getUnavailable().equals("encoder failed"));
    assertThat(outcome.decision().toString()).doesNotContain("notice period");
  }

  @Test
  void aModelNameOfAnyLengthIsAnswered() {
    var outcome = fixture.route(request("m".repeat(100_000)));

    assertReject(outcome, Kind.UNKNOWN_MODEL, "unknown_model");
    assertThat(outcome.decision().getSerializedSize()).isLessThan(1_000);
  }

  private static void assertForward(RoutingOutcome outcome, Model model, String reason) {
    assertThat(outcome)
        .as(outcome.decision().toString())
        .asInstanceOf(type(RoutingOutcome.Forward.class))
        .extracting(RoutingOutcome.Forward::model)
        .isEqualTo(model);
    assertThat(outcome.decision().getReason()).isEqualTo(reason);
    assertThat(outcome.decision().getOutcome().getForward().getUpstreamModel())
        .isEqualTo(model.upstreamModel());
    assertThat(outcome.decision().getPlan(0).getModel()).isEqualTo(model.id());
  }

  private static void assertReject(RoutingOutcome outcome, Kind kind, String reason) {
    assertThat(outcome)
        .as(outcome.decision().toString())
        .asInstanceOf(type(RoutingOutcome.Reject.class))
        .extracting(r -> r.error().kind())
        .isEqualTo(kind);
    assertThat(outcome.decision().getReason()).isEqualTo(reason);
    assertThat(outcome.decision().getOutcome().getReject().getStatus()).isEqualTo(kind.status());
  }
}
