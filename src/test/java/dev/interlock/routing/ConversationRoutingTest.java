package dev.interlock.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Effort;
import dev.interlock.catalog.Model;
import dev.interlock.conversation.ConversationSettings;
import dev.interlock.conversation.Conversations;
import dev.interlock.failover.Breakers;
import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ReasoningFamily;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.ThinkingBudget;
import dev.interlock.inference.Turn;
import dev.interlock.policy.RuleSpec;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Rejected;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The model of a conversation stays, as far as constraints, quality and price let it. */
class ConversationRoutingTest {
  private static final double EASY = 0.05;
  private static final double HARD = 0.6;

  private static final Turn QUESTION = new Turn(Role.USER, "Read the contract.", 0);
  private static final Turn ANSWER = new Turn(Role.ASSISTANT, "I have read it.", 0);
  private static final Turn MORE = new Turn(Role.USER, "And the notice period?", 0);
  private static final Turn CALL = new Turn(Role.ASSISTANT, "", 1);
  private static final Turn RESULT = new Turn(Role.TOOL, "Three months.", 1);

  private final AtomicLong now = new AtomicLong();
  private final Conversations conversations = new Conversations(now::get);

  @Test
  void a_tool_call_goes_back_to_the_model_that_made_it() {
    Decision opened = follow(fixture(HARD), QUESTION);

    Decision result = follow(fixture(EASY), QUESTION, CALL, RESULT);

    assertThat(model(opened)).isEqualTo("frontier");
    assertThat(model(result)).isEqualTo("frontier");
    assertThat(result.getReason()).isEqualTo("tool_call_open");
    assertThat(result.getConversation().getCode()).isEqualTo("tool_call");
    assertThat(result.getConversation().getModel()).isEqualTo("frontier");
    assertThat(rejected(result, "small").getReason()).isEqualTo("held");
    assertThat(rejected(result, "small").getExplanation())
        .isEqualTo("a tool call of frontier is open");
  }

  @Test
  void results_beside_further_words_are_still_results() {
    follow(fixture(HARD), QUESTION);

    Decision result = follow(fixture(EASY), QUESTION, CALL, RESULT, MORE);

    assertThat(model(result)).isEqualTo("frontier");
    assertThat(result.getConversation().getToolCallOpen()).isTrue();
  }

  @Test
  void a_tool_call_goes_back_even_when_quality_signals_are_missing() {
    follow(fixture(HARD), QUESTION);

    Decision result = follow(fixture(HARD).missing("difficulty"), QUESTION, CALL, RESULT);

    assertThat(model(result)).isEqualTo("frontier");
    assertThat(result.getReason()).isEqualTo("tool_call_open");
    assertThat(result.getDegradationsList()).contains("signals_deadline");
  }

  @Test
  void a_rule_is_stronger_than_an_open_tool_call() {
    follow(fixture(HARD), QUESTION);
    var rule = RuleSpec.named("stays").allow("'eu' in model.tags");

    Decision result = follow(fixture(HARD).rules(rule), QUESTION, CALL, RESULT);

    assertThat(model(result)).isNotEqualTo("frontier");
    assertThat(result.getConversation().getCode()).isEqualTo("barred");
    assertThat(rejected(result, "frontier").getReason()).isEqualTo("rule");
  }

  @Test
  void a_model_that_rests_loses_its_tool_call_and_the_record_says_so() {
    follow(fixture(HARD), QUESTION);
    var breakers = new Breakers(() -> 1L);
    for (int i = 0; i < 10; i++) {
      breakers.heard("frontier", 500, Optional.empty(), false, 0);
    }

    Decision result = follow(fixture(EASY).breakers(breakers), QUESTION, CALL, RESULT);

    assertThat(model(result)).isEqualTo("small");
    assertThat(result.getConversation().getCode()).isEqualTo("resting");
  }

  @Test
  void an_open_tool_call_of_which_nobody_knows_is_said_to_be_unknown() {
    Decision result = follow(fixture(EASY), QUESTION, CALL, RESULT);

    assertThat(result.getConversation().getCode()).isEqualTo("unknown");
    assertThat(result.getConversation().getToolCallOpen()).isTrue();
    assertThat(model(result)).isEqualTo("small");
  }

  @Test
  void an_open_tool_call_is_not_taken_for_that_of_a_model_that_answered_before() {
    follow(fixture(HARD), QUESTION);

    Decision result = follow(fixture(EASY), QUESTION, ANSWER, MORE, CALL, RESULT);

    assertThat(model(result)).isEqualTo("small");
    assertThat(result.getConversation().getCode()).isEqualTo("switched");
    assertThat(result.getConversation().getModel()).isEqualTo("frontier");
  }

  @Test
  void a_model_of_which_one_effort_was_scored_was_not_barred() {
    var tooLong =
        new ThinkingBudget(
            ReasoningFamily.OPENAI, "high", OptionalInt.empty(), OptionalInt.of(1_000_000));
    Model thinker =
        EffortRoutingTest.thinker(
            RouterFixture.FRONTIER,
            ReasoningFamily.OPENAI,
            new Effort(tooLong, 0.97, 1),
            EffortRoutingTest.effort("low", 0.95, 1));
    follow(
        fixture(HARD).models(RouterFixture.SMALL, thinker).fallback(RouterFixture.SMALL), QUESTION);

    Decision easy =
        follow(
            fixture(EASY).models(RouterFixture.SMALL, thinker).fallback(RouterFixture.SMALL),
            QUESTION,
            ANSWER,
            MORE);

    assertThat(model(easy)).isEqualTo("small");
    assertThat(easy.getConversation().getModel()).isEqualTo("frontier");
    assertThat(easy.getConversation().getCode()).isEqualTo("switched");
  }

  @Test
  void a_dip_below_the_floor_within_the_band_changes_nothing() {
    double floorOfSmall = 0.1;
    follow(fixture(floorOfSmall - 0.02), QUESTION);

    Decision dipped = follow(fixture(floorOfSmall + 0.02), QUESTION, ANSWER, MORE);
    Decision alone = look(fixture(floorOfSmall + 0.02), QUESTION);

    assertThat(model(alone)).isNotEqualTo("small");
    assertThat(model(dipped)).isEqualTo("small");
    assertThat(dipped.getReason()).isEqualTo("conversation_held");
    assertThat(dipped.getConversation().getCode()).isEqualTo("held");
  }

  @Test
  void a_turn_that_needs_another_model_gets_it() {
    follow(fixture(EASY), QUESTION);

    Decision hard = follow(fixture(HARD), QUESTION, ANSWER, MORE);

    assertThat(model(hard)).isEqualTo("frontier");
    assertThat(hard.getReason()).isEqualTo("highest_chance");
    assertThat(hard.getConversation().getCode()).isEqualTo("switched");
  }

  @Test
  void a_much_cheaper_model_that_suffices_takes_over() {
    follow(fixture(HARD), QUESTION);

    Decision easy = follow(fixture(EASY), QUESTION, ANSWER, MORE);

    assertThat(model(easy)).isEqualTo("small");
    assertThat(easy.getConversation().getModel()).isEqualTo("frontier");
    assertThat(easy.getConversation().getCode()).isEqualTo("switched");
  }

  @Test
  void looking_at_a_decision_leaves_no_trace() {
    look(fixture(HARD), QUESTION);

    Decision next = follow(fixture(EASY), QUESTION, ANSWER, MORE);

    assertThat(next.getConversation().getCode()).isEqualTo("unknown");
  }

  @Test
  void the_first_request_of_a_conversation_is_called_that() {
    assertThat(follow(fixture(EASY), QUESTION).getConversation().getCode()).isEqualTo("first");
  }

  @Test
  void where_conversations_are_off_the_record_has_none() {
    var base = ConversationSettings.DEFAULT;
    var off =
        new ConversationSettings(
            false,
            base.header(),
            base.ttl(),
            base.promptCache(),
            base.margin(),
            base.band(),
            base.memoryBytes());
    follow(fixture(HARD).conversation(off), QUESTION);

    Decision next = follow(fixture(EASY).conversation(off), QUESTION, CALL, RESULT);

    assertThat(next.hasConversation()).isFalse();
    assertThat(model(next)).isEqualTo("small");
  }

  private RouterFixture fixture(double difficulty) {
    return new RouterFixture().difficulty(difficulty).conversations(conversations);
  }

  private static Decision follow(RouterFixture fixture, Turn... turns) {
    return fixture
        .router()
        .enforce(request(turns), RouterFixture.head(), RouterFixture.deadline())
        .decision();
  }

  private static Decision look(RouterFixture fixture, Turn... turns) {
    return fixture.route(request(turns)).decision();
  }

  private static String model(Decision decision) {
    return decision.getOutcome().getForward().getModel();
  }

  private static Rejected rejected(Decision decision, String model) {
    return decision.getRejectedList().stream()
        .filter(each -> each.getModel().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private static InferenceRequest request(Turn... turns) {
    return new InferenceRequest(
        Api.CHAT,
        "auto",
        false,
        List.of(turns),
        0,
        false,
        ResponseFormat.FREE,
        Set.of(Modality.TEXT),
        OptionalInt.empty(),
        80,
        BodyText.EMPTY);
  }
}
