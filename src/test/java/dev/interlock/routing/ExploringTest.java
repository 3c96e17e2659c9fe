package dev.interlock.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Model;
import dev.interlock.failover.Breakers;
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
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Rejected;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/**
 * Another than the best is tried seldom, where nothing speaks against it, and the record says so.
 */
class ExploringTest {
  private static final double SHARE = 0.02;
  private static final Turn QUESTION = new Turn(Role.USER, "What is the notice period?", 0);
  private static final Turn ANSWER = new Turn(Role.ASSISTANT, "Three months.", 0);
  private static final Model TWIN = RouterFixture.model("twin", 0.62, 0.2, 0.6, 32_768, Set.of());

  private final Learning learning = new Learning(() -> Instant.ofEpochMilli(1_000));

  ExploringTest() {
    explore(SHARE);
  }

  @Test
  void one_about_as_likely_is_tried_and_the_record_says_how_likely_that_was() {
    Decision decision = enforce(fixture().lot(0.019), QUESTION);

    assertThat(decision.getReason()).isEqualTo("explored");
    assertThat(model(decision)).isEqualTo("frontier");
    assertThat(decision.getExploration().getBest()).isEqualTo("small");
    assertThat(decision.getExploration().getAlternatives()).isEqualTo(2);
    assertThat(decision.getExploration().getPropensity()).isEqualTo(0.01);
    assertThat(decision.getPlan(1).getModel()).isEqualTo("small");
    Rejected small = decision.getRejected(0);
    assertThat(small.getReason()).isEqualTo("explored");
    assertThat(decision.getExplanation()).contains("frontier is tried in place of small");
    assertThat(decision.getRejectedList())
        .extracting(Rejected::getModel)
        .containsExactly("small", "medium");
  }

  @Test
  void mostly_the_best_is_chosen_and_the_record_says_that_it_was_by_lot() {
    Decision decision = enforce(fixture().lot(0.02), QUESTION);

    assertThat(decision.getReason()).isEqualTo("cheapest_sufficient");
    assertThat(decision.getExploration().getPropensity()).isEqualTo(0.98);
    assertThat(decision.getExploration().getBest()).isEmpty();
  }

  @Property(tries = 200)
  void at_most_the_share_of_lots_tries_anything(
      @ForAll @DoubleRange(min = 0, max = 0.99) double lot) {
    assertThat(enforce(fixture().lot(lot), QUESTION).getReason().equals("explored"))
        .isEqualTo(lot < SHARE);
  }

  @Test
  void nothing_is_tried_unless_it_is_wanted_nor_in_an_explanation_nor_while_frozen() {
    assertThat(fixture().lot(0).route(request(QUESTION)).decision().hasExploration()).isFalse();
    learning.change(Change.FREEZE);
    assertNothingIsTried(fixture(), QUESTION);
    learning.change(Change.UNFREEZE);
    explore(0);
    assertNothingIsTried(fixture(), QUESTION);
  }

  @Test
  void one_rule_is_enough_to_forbid_it_also_in_doubt() {
    RuleSpec never =
        new RuleSpec(
            "never",
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty());
    RuleSpec other = RuleSpec.named("other").failureCost(1);

    assertNothingIsTried(fixture().rules(other, never), QUESTION);
    assertNothingIsTried(
        fixture().rules(never.when("signals.sensitive")).missing("sensitive"), QUESTION);
    assertThat(enforce(fixture().rules(never.when("signals.sensitive")).lot(0), QUESTION))
        .satisfies(decision -> assertThat(decision.getReason()).isEqualTo("explored"));
  }

  @Test
  void nothing_is_tried_where_harm_cannot_be_undone() {
    assertNothingIsTried(
        fixture().consequence(new Consequence(Optional.of(1.0), Optional.of(false))), QUESTION);
  }

  @Test
  void nothing_is_tried_within_a_conversation_or_a_tool_call() {
    assertNothingIsTried(fixture(), QUESTION, ANSWER, QUESTION);
    assertNothingIsTried(
        fixture(),
        QUESTION,
        new Turn(Role.ASSISTANT, "", 1),
        new Turn(Role.TOOL, "Three months.", 1));
  }

  @Test
  void what_a_rule_forbids_is_never_tried() {
    RuleSpec home = RuleSpec.named("home").allow("'on-prem' in model.tags");

    assertNothingIsTried(fixture().rules(home), QUESTION);
  }

  @Test
  void the_floor_of_a_rule_binds_what_is_tried() {
    RouterFixture twins = fixture().models(RouterFixture.SMALL, TWIN).difficulty(0.15);

    assertThat(enforce(twins.lot(0), QUESTION).getReason()).isEqualTo("explored");
    assertNothingIsTried(twins.rules(RuleSpec.named("floor").quality(0.9)), QUESTION);
  }

  @Test
  void a_much_less_likely_or_resting_one_is_never_tried() {
    assertNothingIsTried(
        fixture().models(RouterFixture.SMALL, RouterFixture.FRONTIER).difficulty(0.8), QUESTION);
    var breakers = new Breakers(() -> 1L);
    for (int i = 0; i < 10; i++) {
      breakers.heard("medium", 500, Optional.empty(), false, 0);
      breakers.heard("frontier", 500, Optional.empty(), false, 0);
    }
    assertNothingIsTried(fixture().breakers(breakers), QUESTION);
  }

  private void assertNothingIsTried(RouterFixture fixture, Turn... turns) {
    Decision decision = enforce(fixture.lot(0), turns);

    assertThat(decision.getReason()).isNotEqualTo("explored");
    assertThat(decision.hasExploration()).isFalse();
  }

  private void explore(double share) {
    FeedbackSettings usual = FeedbackSettings.DEFAULT;
    learning.use(
        new FeedbackSettings(
            usual.learnFrom(), usual.halfLife(), share, usual.late(), usual.memoryBytes()),
        "",
        Set.of("small", "medium", "frontier", "twin"));
  }

  private RouterFixture fixture() {
    return new RouterFixture().difficulty(0.05).learning(learning);
  }

  private static Decision enforce(RouterFixture fixture, Turn... turns) {
    return fixture
        .router()
        .enforce(request(turns), RouterFixture.head(), RouterFixture.deadline())
        .decision();
  }

  private static InferenceRequest request(Turn... turns) {
    return new InferenceRequest(
        Api.CHAT,
        "auto",
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
}
