package dev.interlock.routing;

import static dev.interlock.routing.RouterFixture.FRONTIER;
import static dev.interlock.routing.RouterFixture.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Effort;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Reasoning;
import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ReasoningFamily;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.StatedReasoning;
import dev.interlock.inference.ThinkingBudget;
import dev.interlock.inference.Turn;
import dev.interlock.policy.RuleSpec;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.predictor.Seat;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EffortRoutingTest {
  /** At low it is what {@code medium} was; at high it is the best, for four times the tokens. */
  private static final Model THINKER =
      thinker(ReasoningFamily.OPENAI, effort("low", 0.82, 1), effort("high", 0.97, 4));

  @Test
  void each_effort_is_a_candidate_with_its_own_chance_and_cost() {
    Decision decision = decide(fixture(THINKER).difficulty(0.5));

    assertThat(decision.getPlanList())
        .extracting(c -> Action.name(c.getModel(), c.getEffort()))
        .containsExactlyInAnyOrder("small", "thinker@low", "thinker@high", "frontier");
    assertThat(candidate(decision, "high").getPSufficient())
        .isGreaterThan(candidate(decision, "low").getPSufficient());
    assertThat(candidate(decision, "high").getOutputTokens())
        .isEqualTo(4 * candidate(decision, "low").getOutputTokens());
  }

  @Test
  void thinking_costs_its_tokens_where_an_effort_is_placed_by_its_quality() {
    Map<String, Seat> seats =
        Map.of(
            "thinker@low", new Seat.Between(1, 0, 0.2, 0),
            "thinker@high", new Seat.Between(1, 0, 0.9, 0));
    var bundle = new InstalledBundle(ForecastRoutingTest.BUNDLE, "v-1", seats);

    Decision decision = decide(fixture(THINKER).bundle(bundle).difficulty(0.5));

    double low = candidate(decision, "low").getOutputTokens();
    double high = candidate(decision, "high").getOutputTokens();
    // Between answers of 100 and of 400 tokens, told nothing; then the factors 1 and 4.
    assertThat(low).isBetween(120.0, 200.0);
    assertThat(high).isBetween(4 * 330.0, 4 * 400.0);
  }

  @Test
  void the_harder_the_question_the_harder_it_thinks() {
    assertThat(effort(decide(fixture(THINKER).difficulty(0.2)))).isEqualTo("low");
    assertThat(effort(decide(fixture(THINKER).difficulty(0.7)))).isEqualTo("high");
  }

  @Test
  void the_explanation_names_the_effort() {
    assertThat(ExplanationText.of(decide(fixture(THINKER).difficulty(0.7))))
        .contains("auto → thinker@high", "thinker@low [quality]");
  }

  @Test
  void a_plan_has_each_model_once_with_its_best_effort() {
    var outcome = (RoutingOutcome.Forward) fixture(THINKER).difficulty(0.7).route(open());

    assertThat(outcome.actions())
        .extracting(Action::name)
        .containsExactly("thinker@high", "frontier", "small");
  }

  @Test
  void an_effort_has_the_permissions_of_its_model() {
    Decision decision =
        decide(
            fixture(THINKER)
                .difficulty(0.2)
                .rules(RuleSpec.named("no thinking").allow("model.id != 'thinker'")));

    assertThat(decision.getPlanList()).extracting(Candidate::getModel).doesNotContain("thinker");
    assertThat(decision.getRejectedList())
        .filteredOn(loser -> loser.getReason().equals("rule"))
        .extracting(loser -> Action.name(loser.getModel(), loser.getEffort()))
        .containsExactly("thinker@low", "thinker@high");
  }

  @Test
  void an_effort_that_the_client_states_is_the_only_one() {
    Decision decision = decide(fixture(THINKER).difficulty(0.2), stating("high", 0));

    assertThat(decision.getPlanList())
        .extracting(c -> Action.name(c.getModel(), c.getEffort()))
        .containsExactlyInAnyOrder("small", "thinker@high", "frontier");
  }

  @Test
  void an_effort_that_the_client_states_is_not_held_to_a_budget_that_nobody_writes() {
    Model claude =
        thinker(
            ReasoningFamily.ANTHROPIC,
            effort(ReasoningFamily.ANTHROPIC, "high", OptionalInt.of(16_000), 0.97, 3));

    for (boolean sampled : List.of(false, true)) {
      var stated = new StatedReasoning(true, "high", sampled);
      Decision decision = decide(fixture(claude), request(Api.MESSAGES, stated, 8192));
      assertThat(effort(decision)).isEqualTo("high");
    }
  }

  @Test
  void an_effort_that_the_client_states_is_not_capped_by_the_catalogue() {
    var budget =
        new ThinkingBudget(
            ReasoningFamily.OPENAI, "high", OptionalInt.empty(), OptionalInt.of(1_000_000));
    Model thinker = thinker(ReasoningFamily.OPENAI, new Effort(budget, 0.97, 4));

    Decision decision = decide(fixture(thinker).difficulty(0.6), stating("high", 0));

    assertThat(decision.getPlanList()).extracting(Candidate::getEffort).contains("high");
  }

  @Test
  void beside_a_cap_of_null_no_answer_is_expected_at_a_cap_that_nobody_writes() {
    var budget =
        new ThinkingBudget(ReasoningFamily.OPENAI, "high", OptionalInt.empty(), OptionalInt.of(50));
    Model thinker = thinker(ReasoningFamily.OPENAI, new Effort(budget, 0.97, 4));
    var silent = new StatedReasoning(false, "", false, true);

    assertThat(expected(thinker, StatedReasoning.NONE)).isEqualTo(50);
    assertThat(expected(thinker, silent)).isGreaterThan(50);
  }

  private static double expected(Model thinker, StatedReasoning reasoning) {
    return candidate(
            decide(fixture(thinker).difficulty(0.6), request(Api.CHAT, reasoning, 0)), "high")
        .getOutputTokens();
  }

  @Test
  void an_effort_that_no_model_has_a_word_for_is_the_clients_business() {
    Decision decision = decide(fixture(THINKER).difficulty(0.2), stating("xhigh", 0));

    assertThat(decision.getPlanList()).extracting(Candidate::getEffort).containsOnly("");
    assertThat(decision.getPlanList()).hasSize(3);
  }

  @Test
  void without_signals_the_default_has_its_first_effort() {
    Decision decision = decide(fixture(THINKER).missing("difficulty").fallback(THINKER));

    assertThat(decision.getReason()).isEqualTo("default");
    assertThat(effort(decision)).isEqualTo("low");
  }

  @Test
  void a_thinking_budget_beyond_the_cap_is_no_candidate() {
    Model claude =
        thinker(
            ReasoningFamily.ANTHROPIC,
            effort(ReasoningFamily.ANTHROPIC, "off", OptionalInt.empty(), 0.62, 1),
            effort(ReasoningFamily.ANTHROPIC, "deep", OptionalInt.of(4096), 0.97, 3));

    Decision roomy = decide(fixture(claude).difficulty(0.6), messages(8000, false));
    Decision tight = decide(fixture(claude).difficulty(0.6), messages(1000, false));
    Decision sampled = decide(fixture(claude).difficulty(0.6), messages(8000, true));

    assertThat(effort(roomy)).isEqualTo("deep");
    for (Decision without : List.of(tight, sampled)) {
      assertThat(effort(without)).isEqualTo("off");
      assertThat(without.getRejectedList())
          .filteredOn(loser -> loser.getEffort().equals("deep"))
          .allMatch(loser -> loser.getReason().equals("effort"))
          .hasSize(1);
    }
  }

  @Test
  void an_endpoint_without_such_fields_has_the_model_alone() {
    Decision decision =
        decide(fixture(THINKER).difficulty(0.2), request(Api.COMPLETIONS, StatedReasoning.NONE, 0));

    assertThat(decision.getPlanList())
        .filteredOn(c -> c.getModel().equals("thinker"))
        .extracting(Candidate::getEffort)
        .containsExactly("");
  }

  @Test
  void a_model_that_the_client_names_is_told_nothing() {
    Decision decision = fixture(THINKER).route(open().asking("thinker")).decision();

    assertThat(decision.getReason()).isEqualTo("named");
    assertThat(effort(decision)).isEmpty();
  }

  private static RouterFixture fixture(Model thinker) {
    return new RouterFixture().models(SMALL, thinker, FRONTIER).fallback(SMALL);
  }

  private static Decision decide(RouterFixture fixture) {
    return decide(fixture, open());
  }

  private static Decision decide(RouterFixture fixture, InferenceRequest request) {
    return fixture.route(request).decision();
  }

  private static String effort(Decision decision) {
    return decision.getOutcome().getForward().getEffort();
  }

  private static Candidate candidate(Decision decision, String effort) {
    return decision.getPlanList().stream()
        .filter(c -> c.getEffort().equals(effort))
        .findFirst()
        .orElseThrow();
  }

  private static InferenceRequest open() {
    return request(Api.CHAT, StatedReasoning.NONE, 0);
  }

  private static InferenceRequest stating(String effort, int cap) {
    return request(Api.CHAT, new StatedReasoning(true, effort, false), cap);
  }

  private static InferenceRequest messages(int cap, boolean sampled) {
    return request(Api.MESSAGES, new StatedReasoning(false, "", sampled), cap);
  }

  private static InferenceRequest request(Api api, StatedReasoning reasoning, int cap) {
    return new InferenceRequest(
        api,
        "auto",
        false,
        List.of(new Turn(Role.USER, "What is the notice period?", 0)),
        0,
        false,
        ResponseFormat.FREE,
        Set.of(Modality.TEXT),
        cap == 0 ? OptionalInt.empty() : OptionalInt.of(cap),
        reasoning,
        80,
        BodyText.EMPTY);
  }

  static Effort effort(String name, double quality, double factor) {
    return effort(ReasoningFamily.OPENAI, name, OptionalInt.empty(), quality, factor);
  }

  private static Effort effort(
      ReasoningFamily family, String name, OptionalInt thinking, double quality, double factor) {
    return new Effort(
        new ThinkingBudget(family, name, thinking, OptionalInt.empty()), quality, factor);
  }

  private static Model thinker(ReasoningFamily family, Effort... efforts) {
    return thinker(
        RouterFixture.model("thinker", 0.7, 0.4, 1.2, 131_072, Set.of(), "eu"), family, efforts);
  }

  static Model thinker(Model plain, ReasoningFamily family, Effort... efforts) {
    return new Model(
        plain.id(),
        plain.cluster(),
        plain.upstream(),
        plain.upstreamModel(),
        Set.of(Api.CHAT, Api.MESSAGES, Api.COMPLETIONS),
        plain.quality(),
        plain.price(),
        plain.contextWindow(),
        plain.capabilities(),
        plain.tags(),
        plain.site(),
        plain.energy(),
        plain.latency(),
        Optional.of(new Reasoning(family, List.of(efforts))),
        true);
  }
}
