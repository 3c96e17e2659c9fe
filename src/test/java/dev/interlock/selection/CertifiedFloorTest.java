package dev.interlock.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;
import dev.interlock.catalog.Price;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.inference.Api;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two candidates whose chance reaches a floor of 0.8; the first costs less. */
class CertifiedFloorTest {
  private static final double[] CHANCES = {0.9, 0.88};

  @Test
  void a_floor_that_need_not_be_certified_is_reached_by_the_chance() {
    Selection selection = select(false, new double[] {0.7, 0.85});
    assertThat(selection.plan().getFirst().index()).isZero();
    assertThat(selection.losers().getFirst().loss()).isEqualTo(new Loss.Outscored());
  }

  @Test
  void a_candidate_whose_certificate_is_lower_does_not_reach_it() {
    Selection selection = select(true, new double[] {0.7, 0.85});
    assertThat(selection.basis()).isEqualTo(Selection.Basis.CHEAPEST_SUFFICIENT);
    assertThat(selection.plan().getFirst().index()).isEqualTo(1);
    Loser loser = selection.losers().getFirst();
    assertThat(loser.loss()).isEqualTo(new Loss.Uncertified(0.8));
    assertThat(loser.flips()).containsExactly(new Flip(Flip.Kind.QUALITY_FLOOR, 0.8, 0.7, true));
  }

  @Test
  void where_nobody_is_certified_the_highest_chance_answers() {
    Selection selection = select(true, new double[0]);
    assertThat(selection.basis()).isEqualTo(Selection.Basis.HIGHEST_CHANCE);
    assertThat(selection.plan().getFirst().index()).isZero();
    assertThat(selection.losers().getFirst().loss()).isEqualTo(new Loss.Uncertified(0.8));
  }

  @Test
  void a_prior_is_not_certified() {
    Selection selection = select(true, Expectations.NONE.certified(new double[] {0, 0}), 0.1);
    assertThat(selection.basis()).isEqualTo(Selection.Basis.HIGHEST_CHANCE);
  }

  @Test
  void feedback_cannot_lift_a_certificate_but_a_worse_chance_counts() {
    Expectations expected =
        new Expectations(CHANCES, new double[] {100, 100}).certified(new double[] {0.7, 0.85});
    Selection lifted = select(true, expected.shifted(new double[] {3, 0}), 0.5);
    assertThat(lifted.plan().getFirst().index()).isEqualTo(1);
    Selection worse = select(true, expected.shifted(new double[] {0, -2}), 0.5);
    assertThat(worse.basis()).isEqualTo(Selection.Basis.HIGHEST_CHANCE);
  }

  private static Selection select(boolean certified, double[] floors) {
    var expected = new Expectations(CHANCES, new double[] {100, 100}).certified(floors);
    return select(certified, expected, 0.5);
  }

  private static Selection select(boolean certified, Expectations expected, double difficulty) {
    List<Model> models = List.of(model("cheap", 1), model("dear", 2));
    return new ModelSelector(
            new VirtualModel("auto", models, models.getFirst(), Consequence.UNDECLARED))
        .select(
            new Workload(Api.CHAT, List.of(), 400, 300, 300, OptionalDouble.of(difficulty)),
            expected,
            _ -> true,
            _ -> false,
            new Objective(0.8, certified, Objective.DEFAULT.weights()),
            0);
  }

  private static Model model(String id, double price) {
    return new Model(
        id,
        "cluster-" + id,
        Optional.empty(),
        id,
        Set.of(Api.CHAT),
        0.9,
        new Price(price, price, Optional.empty()),
        100_000,
        Set.of(),
        Set.of(),
        "cloud",
        Energy.UNKNOWN,
        new Latency(50, 10));
  }
}
