package dev.interlock.routing;

import static dev.interlock.routing.RouterFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.concurrent.Deadline;
import dev.interlock.digest.Sha256;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ReasoningFamily;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.policy.RuleSpec;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.predictor.Representation;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.Seat;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Example;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.signal.SignalValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of the bundle's models the first masters everything at length, the second nothing. */
class ForecastRoutingTest {
  static final RouterBundle BUNDLE =
      BundleTrainer.bundle(
          IntStream.range(0, 40).mapToObj(ForecastRoutingTest::example).toList(),
          List.of("good", "bad"),
          "test");

  @Test
  void a_forecast_counts_before_the_prior() {
    Decision decision = decide(everybody().difficulty(0.9));

    assertThat(decision.getReason()).isEqualTo("cheapest_sufficient");
    assertThat(decision.getOutcome().getForward().getModel()).isEqualTo("small");
    assertThat(decision.getPlanList()).noneMatch(Candidate::getPrior);
    assertThat(decision.getPlan(0).getPSufficient()).isGreaterThan(0.9);
    assertThat(decision.getPlan(0).getOutputTokens()).isBetween(390.0, 410.0);
    assertThat(decision.getPrediction().getBundle()).isEqualTo("v-1");
    assertThat(decision.getPrediction().getSupport()).isBetween(0.0, 1.0);
    assertThat(ExplanationText.of(decision)).contains("router bundle v-1, support ", " bundle");
  }

  @Test
  void a_floor_that_must_be_certified_is_reached_with_a_certificate() {
    Decision decision =
        decide(
            everybody().rules(RuleSpec.named("surely").certifiedQuality(0.85)),
            asking(OptionalInt.empty(), "question number 7"));

    assertThat(decision.getReason()).isEqualTo("cheapest_sufficient");
    assertThat(decision.getObjective().getCertified()).isTrue();
    assertThat(decision.getPlan(0).getModel()).isEqualTo("small");
    assertThat(decision.getPlan(0).getCertified()).isBetween(0.85, 0.93);
    assertThat(ExplanationText.of(decision))
        .contains("quality at least 0.85, certified;", ", certified to 0.9", ", not certified");
  }

  @Test
  void without_a_certificate_the_likeliest_answers_and_the_decision_says_so() {
    Decision decision =
        decide(
            fixture(Map.of("medium", 1))
                .rules(RuleSpec.named("surely").certifiedQuality(0.6))
                .difficulty(0.05));

    assertThat(decision.getReason()).isEqualTo("highest_chance");
    assertThat(decision.getExplanation()).contains("not certified to reach the quality floor");
    assertThat(decision.getRejectedList())
        .filteredOn(rejected -> rejected.getReason().equals("uncertified"))
        .singleElement()
        .satisfies(
            small -> {
              assertThat(small.getExplanation())
                  .contains("is not certified to reach the quality floor of 0.6");
              assertThat(small.getFlip()).contains("compared only with a certificate for 0.6");
            });
  }

  @Test
  void no_difficulty_would_change_a_forecast_but_a_chance_would() {
    Decision decision = decide(fixture(Map.of("small", 1, "medium", 0, "frontier", 0)));

    assertThat(decision.getOutcome().getForward().getModel()).isEqualTo("medium");
    assertThat(decision.getRejected(0).getModel()).isEqualTo("small");
    assertThat(decision.getRejected(0).getFlip())
        .contains("its chance ≥ 0.9")
        .doesNotContain("difficulty");
  }

  @Test
  void a_forecast_that_fails_is_no_reason_to_fail() {
    assertAbstains("failed", decide(fixture(Map.of("small", 9))), decide(new RouterFixture()));
  }

  @Test
  void an_answer_is_not_expected_beyond_the_callers_cap() {
    Decision decision = decide(everybody(), asking(OptionalInt.of(50), "What is this?"));

    assertThat(decision.getPlanList()).extracting(Candidate::getOutputTokens).containsOnly(50.0);
  }

  @Test
  void known_and_unknown_models_compete() {
    Decision decision = decide(fixture(Map.of("medium", 0)).difficulty(0.05));

    assertThat(decision.getPlanList())
        .filteredOn(c -> !c.getPrior())
        .extracting(Candidate::getModel)
        .containsExactly("medium");
    assertThat(decision.getOutcome().getForward().getModel()).isEqualTo("small");
    assertThat(decide(fixture(Map.of("medium", 0)).difficulty(0.5)).getOutcome().getForward())
        .satisfies(to -> assertThat(to.getModel()).isEqualTo("medium"));
  }

  @Test
  void who_knows_everybody_needs_no_difficulty() {
    Decision all = decide(everybody().missing("difficulty"));
    Decision some = decide(fixture(Map.of("small", 0)).missing("difficulty"));

    assertThat(all.getReason()).isEqualTo("cheapest_sufficient");
    assertThat(all.getOutcome().getForward().getModel()).isEqualTo("small");
    assertThat(some.getReason()).isEqualTo("default");
    assertThat(some.getPrediction().getBundle()).isEqualTo("v-1");
  }

  @Test
  void who_knows_nobody_changes_nothing() {
    assertThat(decide(fixture(Map.of("elsewhere", 0)))).isEqualTo(decide(new RouterFixture()));
  }

  @Test
  void another_language_is_decided_as_without_a_bundle() {
    var german = new SignalValue.Label("de", 0.9, "nl");

    assertAbstains(
        "language",
        decide(everybody().signal("language", german)),
        decide(new RouterFixture().signal("language", german)));
  }

  @Test
  void a_text_without_a_known_word_is_decided_as_without_a_bundle() {
    InferenceRequest silent = asking(OptionalInt.empty(), "");

    assertAbstains("text", decide(everybody(), silent), decide(new RouterFixture(), silent));
  }

  @Test
  void an_effort_is_forecast_by_its_own_name() {
    Decision decision =
        decide(thinking(Map.of("small", 0, "small@low", 1, "small@high", 0)).difficulty(0.9));

    assertThat(decision.getPlanList())
        .filteredOn(c -> c.getModel().equals("small"))
        .extracting(Candidate::getEffort)
        .containsExactly("high", "low");
    assertThat(decision.getPlan(0).getOutputTokens()).isBetween(390.0, 410.0);
  }

  @Test
  void an_effort_that_is_not_known_is_forecast_as_its_model_shifted_by_the_catalogue() {
    Decision decision = decide(thinking(Map.of("small", 1)).difficulty(0.9));

    Candidate low = candidate(decision, "low");
    Candidate high = candidate(decision, "high");
    assertThat(low.getPrior()).isFalse();
    assertThat(high.getPSufficient()).isGreaterThan(low.getPSufficient());
    assertThat(high.getOutputTokens()).isEqualTo(4 * low.getOutputTokens());
  }

  private static Candidate candidate(Decision decision, String effort) {
    return decision.getPlanList().stream()
        .filter(c -> c.getEffort().equals(effort))
        .findFirst()
        .orElseThrow();
  }

  /** The small model at two efforts, among others. */
  private static RouterFixture thinking(Map<String, Integer> positions) {
    return fixture(positions)
        .models(
            EffortRoutingTest.thinker(
                RouterFixture.SMALL,
                ReasoningFamily.OPENAI,
                EffortRoutingTest.effort("low", 0.62, 1),
                EffortRoutingTest.effort("high", 0.9, 4)),
            RouterFixture.MEDIUM);
  }

  private static void assertAbstains(String why, Decision decision, Decision without) {
    assertThat(decision.getPrediction().getAbstained()).isEqualTo(why);
    assertThat(decision.toBuilder().clearPrediction().build()).isEqualTo(without);
  }

  private static Decision decide(RouterFixture fixture) {
    return decide(fixture, request("auto"));
  }

  private static Decision decide(RouterFixture fixture, InferenceRequest request) {
    return fixture.route(request).decision();
  }

  private static RouterFixture everybody() {
    return fixture(Map.of("small", 0, "medium", 1, "frontier", 0));
  }

  private static RouterFixture fixture(Map<String, Integer> positions) {
    return new RouterFixture().bundle(installed(positions));
  }

  /** With models of the catalogue at these places of the bundle. */
  static InstalledBundle installed(Map<String, Integer> positions) {
    Map<String, Seat> seats =
        positions.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> new Seat.Own(each.getValue())));
    return new InstalledBundle(BUNDLE, "v-1", seats);
  }

  private static InferenceRequest asking(OptionalInt cap, String text) {
    return new InferenceRequest(
        Api.CHAT,
        "auto",
        false,
        List.of(new Turn(Role.USER, text, 0)),
        0,
        false,
        ResponseFormat.FREE,
        Set.of(Modality.TEXT),
        cap,
        80,
        BodyText.EMPTY);
  }

  private static Example example(int number) {
    var encoding = EncoderFixture.characters().encode("question number " + number, Deadline.NEVER);
    return new Example(
        Representation.of(encoding).compact(),
        Sha256.hex("key-" + number),
        Optional.empty(),
        new double[] {1, 0},
        new double[] {400, 100},
        new double[] {Double.NaN, Double.NaN});
  }
}
