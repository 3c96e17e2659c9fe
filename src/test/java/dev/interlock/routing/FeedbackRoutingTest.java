package dev.interlock.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.memory.Change;
import dev.interlock.memory.FeedbackSettings;
import dev.interlock.memory.Learning;
import dev.interlock.policy.RuleSpec;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.signal.SignalValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was said of earlier answers moves the next choice, and the record says by how much. */
class FeedbackRoutingTest {
  private static final Turn QUESTION = new Turn(Role.USER, "What is the notice period of it?", 0);
  private static final Turn ANSWER = new Turn(Role.ASSISTANT, "Three months.", 0);

  private final Learning learning = new Learning(() -> Instant.ofEpochMilli(1_000));
  private final RouterFixture fixture = fixture("smalltalk");

  @Test
  void bad_feedback_moves_the_intent_to_another_model_and_the_record_says_why() {
    dislike(10);

    Decision decision = decide(fixture);

    assertThat(model(decision)).isEqualTo("medium");
    Candidate small = candidate(decision, "small");
    assertThat(small.getLearned()).isNegative();
    assertThat(small.getEvidence()).isEqualTo(10);
    assertThat(small.getMeetsQuality()).isFalse();
    assertThat(decision.getMemory().getRevision()).isGreaterThanOrEqualTo(10);
    assertThat(ExplanationText.of(decision)).contains("feedback: revision ", " learnt from 10");
    assertThat(model(decide(fixture("contract")))).isEqualTo("small");
  }

  @Test
  void with_a_bundle_it_is_the_kind_that_counts() {
    learning.use(FeedbackSettings.DEFAULT, "v-1", Set.of("small", "medium"));
    RouterFixture forecast =
        fixture("smalltalk")
            .bundle(ForecastRoutingTest.installed(Map.of("small", 0, "medium", 0)))
            .models(RouterFixture.SMALL, RouterFixture.MEDIUM)
            .rules(RuleSpec.named("floor").quality(0.998));
    assertThat(model(decide(forecast))).isEqualTo("small");
    for (int i = 0; i < 60 && model(decide(forecast)).equals("small"); i++) {
      enforce(forecast, QUESTION);
      learning.feedback("id-1", 0);
    }

    Decision decision = decide(forecast);
    assertThat(model(decision)).isEqualTo("medium");
    assertThat(candidate(decision, "small").getPrior()).isFalse();
    assertThat(decision.getPrediction().getKind()).isNotEmpty();
  }

  @Test
  void frozen_the_choice_is_as_without() {
    dislike(10);
    learning.change(Change.FREEZE);

    Decision decision = decide(fixture);

    assertThat(model(decision)).isEqualTo("small");
    assertThat(candidate(decision, "small").getLearned()).isZero();
    assertThat(decision.getMemory().getFrozen()).isTrue();
    assertThat(ExplanationText.of(decision)).contains("frozen");
  }

  @Test
  void the_same_revision_gives_the_same_decision() {
    dislike(3);

    assertThat(decide(fixture)).isEqualTo(decide(fixture));
  }

  @Test
  void what_is_only_looked_at_is_not_remembered() {
    decide(fixture);

    assertThat(learning.feedback("id-1", 0)).isEmpty();
  }

  @Test
  void a_model_that_was_named_can_be_judged_too_and_learns_nothing() {
    fixture
        .router()
        .enforce(request("small", QUESTION), RouterFixture.head(), RouterFixture.deadline());

    assertThat(learning.feedback("id-1", 0)).isPresent();
    assertThat(learning.view(1).models())
        .singleElement()
        .satisfies(line -> assertThat(line.shift()).isZero());
  }

  @Test
  void a_message_that_says_so_is_a_complaint_about_the_answer_before() {
    enforce(fixture, QUESTION);
    enforce(fixture, QUESTION, ANSWER, new Turn(Role.USER, "That's wrong, look again.", 0));

    assertThat(learning.view(1).models().getFirst().counts().complained()).isEqualTo(1);
  }

  @Test
  void a_message_that_asks_the_same_again_is_noticed_and_another_is_not() {
    enforce(fixture, QUESTION);
    enforce(fixture, QUESTION, ANSWER, new Turn(Role.USER, "How much is the rent a year?", 0));
    assertThat(learning.view(1).models()).isEmpty();

    enforce(fixture, QUESTION, ANSWER, new Turn(Role.USER, "what is the notice period of it", 0));
    assertThat(learning.view(1).models().getFirst().counts().reasked()).isEqualTo(1);
  }

  /** So many times somebody dislikes what the small model says. */
  private void dislike(int times) {
    assertThat(model(decide(fixture))).isEqualTo("small");
    for (int i = 0; i < times; i++) {
      learning.change(Change.FREEZE);
      enforce(fixture, QUESTION);
      learning.feedback("id-1", 0);
      learning.change(Change.UNFREEZE);
    }
    learning.change(Change.UNFREEZE);
  }

  private RouterFixture fixture(String intent) {
    return new RouterFixture()
        .difficulty(0.05)
        .signal("intent", new SignalValue.Label(intent, 0.9, "none"))
        .learning(learning);
  }

  private Decision enforce(RouterFixture with, Turn... turns) {
    return with.router()
        .enforce(request("auto", turns), RouterFixture.head(), RouterFixture.deadline())
        .decision();
  }

  private static Decision decide(RouterFixture with) {
    return with.route(request("auto", QUESTION)).decision();
  }

  private static InferenceRequest request(String model, Turn... turns) {
    return new InferenceRequest(
        Api.CHAT,
        model,
        false,
        Arrays.asList(turns),
        0,
        false,
        ResponseFormat.FREE,
        Set.of(Modality.TEXT),
        OptionalInt.empty(),
        80,
        BodyText.EMPTY);
  }

  private static String model(Decision decision) {
    return decision.getOutcome().getForward().getModel();
  }

  private static Candidate candidate(Decision decision, String model) {
    return decision.getPlanList().stream()
        .filter(candidate -> candidate.getModel().equals(model))
        .findFirst()
        .orElseThrow();
  }
}
