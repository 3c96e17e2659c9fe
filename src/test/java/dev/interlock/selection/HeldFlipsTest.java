package dev.interlock.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;
import dev.interlock.catalog.Price;
import dev.interlock.inference.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** What would flip a choice in a conversation, its hold included. */
class HeldFlipsTest {
  /** A random choice in a conversation. Values come from coarse grids, so that ties happen. */
  private record Case(
      List<Model> models,
      Workload workload,
      Expectations expected,
      Objective objective,
      double failureCost,
      Standing standing) {
    static Case of(long seed) {
      var random = new Random(seed);
      return of(random, 2 + random.nextInt(4));
    }

    static Case of(Random random, int count) {
      var models = new ArrayList<Model>();
      double[] chances = new double[count];
      double[] tokens = new double[count];
      double[] cached = new double[count];
      double[] certified = new double[count];
      boolean forecast = random.nextBoolean();
      boolean certain = random.nextInt(3) == 0;
      for (int i = 0; i < count; i++) {
        double input = 1 + random.nextInt(0, 8) / 2.0;
        Optional<Double> discount =
            random.nextBoolean() ? Optional.of(input / 10) : Optional.empty();
        var price = new Price(input, discount, random.nextInt(0, 20) / 2.0, Optional.empty());
        models.add(model("m" + i, random.nextInt(1, 20) / 20.0, price));
        chances[i] = forecast ? random.nextInt(10, 21) / 20.0 : Double.NaN;
        certified[i] =
            forecast ? Math.max(0, Math.round(20 * chances[i]) - random.nextInt(4)) / 20.0 : 0;
        tokens[i] = random.nextInt(1, 5) * 150;
        cached[i] = discount.isPresent() ? random.nextInt(2) * 300 : 0;
      }
      int incumbent = random.nextInt(count);
      return new Case(
          models,
          new Workload(
              Api.CHAT, List.of(), 400, 300, 300, OptionalDouble.of(random.nextInt(1, 20) / 20.0)),
          new Expectations(chances, tokens).certified(certified),
          new Objective(
              random.nextInt(10, 20) / 20.0, forecast && certain, Objective.DEFAULT.weights()),
          random.nextInt(2) * 0.002,
          new Standing(
              random.nextInt(4) == 0
                  ? Set.of(incumbent, (incumbent + 1) % count)
                  : Set.of(incumbent),
              false,
              random.nextInt(4) * 0.1,
              random.nextInt(3) * 0.05,
              cached));
    }

    Selection select() {
      return new ModelSelector(models.stream().map(Action::of).toList(), models.getFirst())
          .select(workload, expected, _ -> true, _ -> false, objective, failureCost, standing);
    }

    int winner() {
      return select().plan().getFirst().index();
    }

    Case with(Flip.Kind kind, int index, double value) {
      Price now = models.get(index).price();
      return switch (kind) {
        case QUALITY_FLOOR -> floored(value);
        case DIFFICULTY -> asked(workload.atDifficulty(value));
        case CHANCE -> {
          double[] chances = expected.chances().clone();
          chances[index] = value;
          yield new Case(
              models,
              workload,
              new Expectations(chances, expected.outputTokens()).certified(expected.certified()),
              objective,
              failureCost,
              standing);
        }
        case OUTPUT_PRICE ->
            priced(index, new Price(now.input(), now.cachedInput(), value, now.asOf()));
        case INPUT_PRICE ->
            priced(index, new Price(value, now.cachedInput(), now.output(), now.asOf()));
      };
    }

    Case floored(double floor) {
      Objective changed = objective.withQuality(floor);
      return new Case(models, workload, expected, changed, failureCost, standing);
    }

    private Case asked(Workload changed) {
      return new Case(models, changed, expected, objective, failureCost, standing);
    }

    private Case priced(int index, Price price) {
      var changed = new ArrayList<>(models);
      changed.set(index, models.get(index).priced(price));
      return new Case(changed, workload, expected, objective, failureCost, standing);
    }
  }

  @Property(tries = 3000)
  void everyFlipFlipsUnderTheHold(@ForAll long seed) {
    everyFlipFlips(Case.of(seed));
  }

  @Property(tries = 100)
  void everyFlipOfOneOfManyFlipsUnderTheHold(@ForAll long seed) {
    everyFlipFlips(Case.of(new Random(seed), 20));
  }

  private static void everyFlipFlips(Case contest) {
    Selection selection = contest.select();
    for (Loser loser : selection.losers()) {
      for (Flip flip : loser.flips()) {
        Statistics.label("flips").collect(selection.basis(), flip.kind());
        assertThat(contest.with(flip.kind(), loser.index(), flip.to()).winner())
            .as("%s of %s in %s", flip, loser.model().id(), contest)
            .isEqualTo(loser.index());
        if (flip.beyond()) {
          double end = flip.to() < flip.from() ? 0 : 1;
          assertThat(contest.with(flip.kind(), loser.index(), end).winner())
              .as("beyond %s of %s in %s", flip, loser.model().id(), contest)
              .isEqualTo(loser.index());
        }
      }
    }
  }

  /** If another floor would have chosen it, one is named. */
  @Property(tries = 500)
  void noFloorThatFlipsIsMissed(@ForAll long seed) {
    noFloorIsMissed(Case.of(seed));
  }

  @Test
  void a_floor_at_which_two_edges_meet_is_not_missed() {
    noFloorIsMissed(Case.of(2484));
  }

  private static void noFloorIsMissed(Case contest) {
    for (Loser loser : contest.select().losers()) {
      if (loser.flips().stream().noneMatch(flip -> flip.kind() == Flip.Kind.QUALITY_FLOOR)) {
        for (int floor = 0; floor <= 100; floor++) {
          assertThat(contest.floored(floor / 100.0).winner())
              .as("%s at %d %% in %s", loser.model().id(), floor, contest)
              .isNotEqualTo(loser.index());
        }
      }
    }
  }

  @Test
  void who_only_becomes_the_cheapest_does_not_take_over_from_the_model_so_far() {
    Model incumbent = model("incumbent", 0.9, new Price(1, 1, Optional.empty()));
    Model rival = model("rival", 0.9, new Price(1, 2, Optional.empty()));
    Case contest =
        new Case(
            List.of(incumbent, rival),
            new Workload(Api.CHAT, List.of(), 0, 1000, 1000, OptionalDouble.of(0.1)),
            new Expectations(new double[] {0.95, 0.95}, new double[] {1000, 1000}),
            new Objective(0.9, Objective.DEFAULT.weights()),
            0,
            new Standing(Set.of(0), false, 0.2, 0, new double[0]));

    Loser loser = contest.select().losers().getFirst();

    assertThat(loser.flips())
        .singleElement()
        .satisfies(
            flip -> {
              assertThat(flip.kind()).isEqualTo(Flip.Kind.OUTPUT_PRICE);
              // Below the incumbent's 1 by more than its margin.
              assertThat(flip.to()).isCloseTo(0.8, within(0.011)).isLessThan(0.8);
            });
  }

  @Test
  void of_who_is_held_against_it_is_said_what_a_change_needs() {
    Model incumbent = model("incumbent", 0.9, new Price(1, 2, Optional.empty()));
    Model rival = model("rival", 0.9, new Price(1, 1.8, Optional.empty()));
    Case contest =
        new Case(
            List.of(incumbent, rival),
            new Workload(Api.CHAT, List.of(), 0, 1000, 1000, OptionalDouble.of(0.1)),
            new Expectations(new double[] {0.95, 0.95}, new double[] {1000, 1000}),
            new Objective(0.9, Objective.DEFAULT.weights()),
            0,
            new Standing(Set.of(0), false, 0.2, 0, new double[0]));
    Selection selection = contest.select();

    assertThat(selection.basis()).isEqualTo(Selection.Basis.HELD);
    assertThat(selection.losers().getFirst().loss()).isInstanceOf(Loss.Held.class);
    assertThat(selection.losers().getFirst().flips())
        .extracting(Flip::kind)
        .contains(Flip.Kind.OUTPUT_PRICE);
  }

  private static Model model(String id, double quality, Price price) {
    return new Model(
        id,
        id,
        Optional.empty(),
        id,
        Set.of(Api.CHAT),
        quality,
        price,
        100_000,
        Set.of(),
        Set.of(),
        "cloud",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }
}
