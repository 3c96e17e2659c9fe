package dev.interlock.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.SyntheticExamples;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeatingTest {
  private static final RouterBundle TWO = bundle("weak", "strong");

  @Test
  void who_was_learnt_has_a_seat_of_its_own() {
    Map<String, Seat> seats = seats(TWO, Map.of("mine", 1), Map.of("mine", 0.7, "new", 0.8));

    assertThat(seats.get("mine")).isEqualTo(new Seat.Own(1));
    assertThat(seats.get("new")).isInstanceOf(Seat.Between.class);
  }

  @Test
  void nobody_is_placed_where_nobody_is_known() {
    assertThat(seats(TWO, Map.of(), Map.of("new", 0.8))).isEmpty();
  }

  @Test
  void as_good_as_a_known_model_on_average_is_expected_to_be_so_on_each_prompt() {
    double[] chances = {0.2, 0.7};
    int known = 0;
    Map<String, Seat> seats = seats(TWO, Map.of("a", known), Map.of("a", 0.6, "twin", 0.6));

    assertThat(chance(seats, "twin", chances)).isCloseTo(chances[known], within(1e-6));
  }

  @Test
  void better_on_average_is_better_where_the_stronger_of_those_around_it_is() {
    Map<String, Seat> seats =
        seats(TWO, Map.of("a", 0), Map.of("a", 0.6, "good", 0.7, "best", 0.9));

    for (double[] chances : new double[][] {{0.1, 0.2}, {0.9, 0.95}, {0, 0.5}, {0.4, 0.6}}) {
      assertThat(chance(seats, "best", chances))
          .isGreaterThan(chance(seats, "good", chances))
          .isBetween(0.0, 1.0);
    }
  }

  @Test
  void against_tiers_a_model_answers_its_quality_of_average_prompts() {
    RouterBundle tiers = bundle(Tier.LARGE.modelName(), Tier.SMALL.modelName());
    // Two of three tiers are no bundle of tiers.
    assertThat(seats(tiers, Map.of(), Map.of("new", 0.8))).isEmpty();

    RouterBundle all =
        new RouterBundle(
            tiers.space(), tiers.dataHash(), tiers.metrics(), Tier.names(), ofThree(tiers));
    double[] average = {0.7, 0.5, 0.4};
    Map<String, Seat> seats =
        seats(all, Map.of(), Map.of("tiny", 0.4, "small", 0.62, "frontier", 0.93));

    assertThat(chance(seats, "tiny", average)).isCloseTo(0.4, within(1e-6));
    assertThat(chance(seats, "small", average)).isCloseTo(0.62, within(1e-6));
    assertThat(chance(seats, "frontier", average)).isCloseTo(0.93, within(1e-6));
  }

  @Test
  void a_quality_that_nobody_stated_does_not_move_the_scale() {
    double[] chances = {0.2, 0.7};
    Map<String, Double> qualities = Map.of("a", 0.6, "twin", 0.6, "mute", 0.5);
    Map<String, Integer> learnt = Map.of("a", 0, "mute", 1);

    Map<String, Seat> seats = new Seating(TWO).seats(learnt, qualities, Set.of("a", "twin"));

    assertThat(chance(seats, "twin", chances)).isCloseTo(0.2, within(1e-6));
    assertThat(chance(seats(TWO, learnt, qualities), "twin", chances))
        .isNotCloseTo(0.2, within(0.01));
  }

  /** Of models whose qualities were all stated. */
  private static Map<String, Seat> seats(
      RouterBundle bundle, Map<String, Integer> learnt, Map<String, Double> qualities) {
    return new Seating(bundle).seats(learnt, qualities, qualities.keySet());
  }

  private static double chance(Map<String, Seat> seats, String id, double[] chances) {
    return Objects.requireNonNull(seats.get(id)).chance(chances);
  }

  /** A predictor for the averages large .7, medium .5, small .4. */
  private static Predictor ofThree(RouterBundle of) {
    Predictor p = of.predictor();
    return new Predictor(
        p.landmarks(),
        p.support(),
        new float[] {0.7f, 0.5f, 0.4f},
        p.classes(),
        p.residuals(),
        p.calibration(),
        p.tokens(),
        p.costs());
  }

  private static RouterBundle bundle(String first, String second) {
    return BundleTrainer.bundle(SyntheticExamples.of(40, true), List.of(first, second), "space-1");
  }
}
