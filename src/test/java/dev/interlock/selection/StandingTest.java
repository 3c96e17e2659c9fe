package dev.interlock.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Effort;
import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;
import dev.interlock.catalog.Price;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.inference.Api;
import dev.interlock.inference.ReasoningFamily;
import dev.interlock.inference.ThinkingBudget;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether the model that answered so far stays, by what each candidate's chance and price are. */
class StandingTest {
  private static final double FLOOR = 0.9;
  private static final double BAND = 0.04;
  private static final double MARGIN = 0.1;
  private static final int WEAK = 0;
  private static final int STRONG = 1;

  private static final Model CHEAP = model("cheap", new Price(1, 1, Optional.empty()));
  private static final Model DEAR =
      model("dear", new Price(10, Optional.of(1.0), 10, Optional.empty()));
  private static final Model DEAR_WITHOUT_DISCOUNT =
      model("dear", new Price(10, 10, Optional.empty()));

  @Test
  void within_the_band_below_the_floor_it_stays() {
    assertThat(chosen(DEAR, WEAK, 0.87, 0.95)).isEqualTo(WEAK);
    assertThat(chosen(DEAR, WEAK, 0.85, 0.95)).isEqualTo(STRONG);
  }

  @Test
  void where_none_reaches_the_floor_the_band_is_below_the_best_chance() {
    assertThat(chosen(DEAR, WEAK, 0.5, 0.53)).isEqualTo(WEAK);
    assertThat(chosen(DEAR, WEAK, 0.5, 0.55)).isEqualTo(STRONG);
  }

  @Test
  void a_weaker_model_that_barely_reaches_the_floor_does_not_take_over() {
    assertThat(chosen(DEAR_WITHOUT_DISCOUNT, STRONG, 0.91, 0.95)).isEqualTo(STRONG);
    assertThat(chosen(DEAR_WITHOUT_DISCOUNT, STRONG, 0.925, 0.95)).isEqualTo(WEAK);
  }

  @Test
  void a_weaker_model_must_pay_for_the_way_back_unless_it_is_clearly_good_enough() {
    assertThat(chosen(DEAR, STRONG, 0.925, 0.95)).isEqualTo(STRONG);
    assertThat(chosen(DEAR, STRONG, 0.945, 0.95)).isEqualTo(WEAK);
  }

  @Test
  void near_a_chance_of_one_a_weaker_model_can_still_take_over() {
    Selection selection =
        select(DEAR_WITHOUT_DISCOUNT, standing(STRONG, MARGIN, false), 0.98, 0.995, 0.999);

    assertThat(selection.plan().getFirst().index()).isEqualTo(WEAK);
  }

  @Test
  void a_small_gain_changes_nothing_and_a_large_one_does() {
    Model rival = model("rival", new Price(0.95, 0.95, Optional.empty()));
    Model bargain = model("bargain", new Price(0.5, 0.5, Optional.empty()));

    assertThat(chosen(rival, WEAK, 0.95, 0.95)).isEqualTo(WEAK);
    assertThat(chosen(bargain, WEAK, 0.95, 0.95)).isEqualTo(STRONG);
  }

  @Test
  void a_hold_says_what_would_have_been_chosen_and_what_it_lacks() {
    Model rival = model("rival", new Price(0.95, 0.95, Optional.empty()));
    Selection selection = select(rival, standing(WEAK, MARGIN, false), FLOOR, 0.95, 0.95);

    assertThat(selection.basis()).isEqualTo(Selection.Basis.HELD);
    Loss.Held held = (Loss.Held) selection.losers().getFirst().loss();
    assertThat(held.hold().challenger().model()).isEqualTo(rival);
    assertThat(held.hold().neededUsd()).isCloseTo(MARGIN * 1100e-6, within(1e-12));
    assertThat(held.hold().gainUsd()).isCloseTo(0.05 * 1100e-6, within(1e-12));
  }

  @Test
  void what_the_cache_holds_is_cheaper_in_the_score() {
    Scored cold = scored(DEAR, 0);
    Scored warm = scored(DEAR, 800);

    assertThat(cold.costUsd()).isCloseTo(11_000e-6, within(1e-12));
    assertThat(warm.costUsd()).isCloseTo((200 * 10 + 800 * 1 + 100 * 10) * 1e-6, within(1e-12));
    assertThat(warm.score()).isEqualTo(warm.costUsd());
  }

  @Test
  void a_flip_of_the_input_price_leaves_what_is_cached_at_its_own() {
    var standing = new Standing(Set.of(), false, 0, 0, new double[] {0, 50});
    Selection selection = select(DEAR, standing, FLOOR, 0.95, 0.95);

    Flip flip = selection.losers().getFirst().flips().getLast();
    var contest =
        new Contest(workload(), new Objective(FLOOR, Objective.DEFAULT.weights()), 0, standing);
    Scored loser = selection.plan().get(1);
    double input = flip.kind() == Flip.Kind.INPUT_PRICE ? flip.to() : 10;
    double output = flip.kind() == Flip.Kind.OUTPUT_PRICE ? flip.to() : 10;

    assertThat(contest.total(loser, input, output, 0.95))
        .isLessThan(selection.plan().getFirst().score());
  }

  @Test
  void an_open_tool_call_holds_whatever_the_chance_is() {
    Selection selection = select(DEAR, standing(WEAK, MARGIN, true), FLOOR, 0.1, 0.95);

    assertThat(selection.basis()).isEqualTo(Selection.Basis.TOOL_CALL);
    assertThat(selection.plan()).extracting(Scored::index).containsExactly(WEAK, STRONG);
  }

  @Test
  void nobody_holds_one_that_cannot_answer_or_rests() {
    ModelSelector selector = selector(DEAR);
    Standing standing = standing(WEAK, MARGIN, true);

    Selection barred =
        selector.select(
            workload(), chances(0.95, 0.95), i -> i != WEAK, _ -> false, floor(FLOOR), 0, standing);
    Selection resting =
        selector.select(
            workload(), chances(0.95, 0.95), _ -> true, i -> i == WEAK, floor(FLOOR), 0, standing);

    assertThat(barred.plan()).extracting(Scored::index).containsExactly(STRONG);
    assertThat(resting.plan()).extracting(Scored::index).containsExactly(STRONG, WEAK);
    assertThat(resting.losers().getFirst().loss()).isInstanceOf(Loss.Resting.class);
  }

  @Test
  void of_a_model_at_several_efforts_the_one_that_may_stay_does() {
    var standing = new Standing(Set.of(0, 1), false, MARGIN, BAND, new double[0]);
    Selection selection = threeWays(standing, 0.95, 0.88);

    // It thinks much for too much; little, it is within the band and costs least.
    assertThat(selection.basis()).isEqualTo(Selection.Basis.HELD);
    assertThat(selection.plan()).extracting(Scored::index).startsWith(1);
    assertThat(selection.losers())
        .extracting(Loser::index, loser -> loser.loss().code())
        .containsExactly(tuple(0, Loss.Code.HELD), tuple(2, Loss.Code.HELD));
  }

  @Test
  void what_an_effort_of_the_model_that_stays_loses_by_is_said_of_it() {
    var standing = new Standing(Set.of(0, 1), true, MARGIN, BAND, new double[0]);
    Selection selection = threeWays(standing, 0.95, 0.8);

    assertThat(selection.plan()).extracting(Scored::index).startsWith(0);
    assertThat(selection.losers())
        .extracting(Loser::index, loser -> loser.loss().code())
        .containsExactly(tuple(1, Loss.Code.QUALITY), tuple(2, Loss.Code.HELD));
  }

  /** One model at a dear effort and at a cheap one, and another in the middle. */
  private static Selection threeWays(Standing standing, double much, double little) {
    List<Action> actions =
        List.of(
            new Action(CHEAP, Optional.of(effort("much", 100))),
            new Action(CHEAP, Optional.of(effort("little", 1))),
            Action.of(DEAR_WITHOUT_DISCOUNT));
    return new ModelSelector(actions, CHEAP)
        .select(
            workload(),
            new Expectations(new double[] {much, little, 0.95}, new double[] {40_000, 100, 100}),
            _ -> true,
            _ -> false,
            floor(FLOOR),
            0,
            standing);
  }

  private static Effort effort(String name, double factor) {
    return new Effort(
        new ThinkingBudget(ReasoningFamily.OPENAI, name, OptionalInt.empty(), OptionalInt.empty()),
        0.8,
        factor);
  }

  private static int chosen(Model strong, int incumbent, double weakChance, double strongChance) {
    return select(strong, standing(incumbent, MARGIN, false), FLOOR, weakChance, strongChance)
        .plan()
        .getFirst()
        .index();
  }

  private static Scored scored(Model strong, double cached) {
    var standing = new Standing(Set.of(), false, 0, 0, new double[] {0, cached});
    return select(strong, standing, FLOOR, 0.95, 0.95).plan().stream()
        .filter(each -> each.index() == STRONG)
        .findFirst()
        .orElseThrow();
  }

  private static Selection select(
      Model strong, Standing standing, double floor, double weakChance, double strongChance) {
    return selector(strong)
        .select(
            workload(),
            chances(weakChance, strongChance),
            _ -> true,
            _ -> false,
            floor(floor),
            0,
            standing);
  }

  private static ModelSelector selector(Model strong) {
    return new ModelSelector(
        new VirtualModel("auto", List.of(CHEAP, strong), CHEAP, Consequence.UNDECLARED));
  }

  private static Standing standing(int incumbent, double margin, boolean locked) {
    return new Standing(Set.of(incumbent), locked, margin, BAND, new double[0]);
  }

  private static Expectations chances(double weak, double strong) {
    return new Expectations(new double[] {weak, strong}, new double[] {Double.NaN, Double.NaN});
  }

  private static Objective floor(double quality) {
    return new Objective(quality, Objective.DEFAULT.weights());
  }

  private static Workload workload() {
    return new Workload(Api.CHAT, List.of(), 1000, 100, 100, OptionalDouble.empty());
  }

  private static Model model(String id, Price price) {
    return new Model(
        id,
        id,
        Optional.empty(),
        id,
        Set.of(Api.CHAT),
        0.8,
        price,
        100_000,
        Set.of(),
        Set.of(),
        "cloud",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }
}
