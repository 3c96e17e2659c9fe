package dev.interlock.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;
import dev.interlock.catalog.Objective.Weights;
import dev.interlock.catalog.Price;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.inference.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

class SelectionPropertiesTest {
  /** One random contest. Values come from coarse grids, so that ties happen. */
  private record Case(
      List<Model> models,
      Workload workload,
      Expectations expected,
      Objective objective,
      double failureCost,
      long banned) {
    static Case of(long seed) {
      var random = new Random(seed);
      var models = new ArrayList<Model>();
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        models.add(
            model(
                i,
                random.nextInt(1, 20) / 20.0,
                random.nextInt(0, 8) / 2.0,
                random.nextInt(0, 20) / 2.0,
                random.nextInt(4) * 500,
                random.nextInt(3) * 0.2,
                random.nextInt(8) == 0 ? 500 : 100_000));
      }
      var weights =
          new Weights(random.nextInt(4) / 2.0, random.nextInt(3) * 1e-4, random.nextInt(3) * 0.1);
      return new Case(
          models,
          asked(random.nextInt(4) * 400, random.nextInt(4) * 200, random.nextInt(0, 21) / 20.0),
          expected(random, count),
          new Objective(random.nextInt(0, 21) / 20.0, random.nextInt(3) == 0, weights),
          random.nextBoolean() ? 0 : random.nextInt(3) * 0.001,
          random.nextInt(4) == 0 ? random.nextLong() : 0);
    }

    Selection select() {
      return selectWhile(0);
    }

    /** With the candidates resting whose bits are set. */
    Selection selectWhile(long resting) {
      return new ModelSelector(
              new VirtualModel("auto", models, models.getFirst(), Consequence.UNDECLARED))
          .select(
              workload,
              expected,
              i -> (banned >> i & 1) == 0,
              i -> (resting >> i & 1) == 1,
              objective,
              failureCost);
    }

    Case with(Flip.Kind kind, int index, double value) {
      return switch (kind) {
        case QUALITY_FLOOR ->
            new Case(models, workload, expected, objective.withQuality(value), failureCost, banned);
        case DIFFICULTY ->
            new Case(
                models, workload.atDifficulty(value), expected, objective, failureCost, banned);
        case CHANCE ->
            new Case(models, workload, expected(index, value), objective, failureCost, banned);
        case OUTPUT_PRICE ->
            priced(index, new Price(price(index).input(), value, Optional.empty()));
        case INPUT_PRICE ->
            priced(index, new Price(value, price(index).output(), Optional.empty()));
      };
    }

    /** In every third case memory adds something to some chances. */
    private static Expectations expected(Random random, int count) {
      Expectations expected = forecast(random, count);
      if (random.nextInt(3) > 0) {
        return expected;
      }
      double[] shifts = new double[count];
      for (int i = 0; i < count; i++) {
        shifts[i] = random.nextInt(-3, 4) / 2.0;
      }
      return expected.shifted(shifts);
    }

    /** Of half of the cases nobody has a forecast, of the others some or all. */
    private static Expectations forecast(Random random, int count) {
      if (random.nextBoolean()) {
        return Expectations.NONE;
      }
      int share = random.nextInt(1, 4);
      double[] chances = new double[count];
      double[] tokens = new double[count];
      for (int i = 0; i < count; i++) {
        chances[i] = random.nextInt(3) < share ? random.nextInt(0, 21) / 20.0 : Double.NaN;
        tokens[i] = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(5) * 150;
      }
      return new Expectations(chances, tokens).certified(certified(random, chances));
    }

    /** Of most forecasts a floor at or below the chance. */
    private static double[] certified(Random random, double[] chances) {
      double[] certified = new double[chances.length];
      for (int i = 0; i < certified.length; i++) {
        if (chances[i] >= 0 && random.nextInt(3) > 0) {
          certified[i] = Math.max(0, Math.round(20 * chances[i]) - random.nextInt(4)) / 20.0;
        }
      }
      return certified;
    }

    private Expectations expected(int index, double chance) {
      double[] chances = expected.chances().clone();
      chances[index] = chance;
      double[] shifts = expected.shifts().clone();
      if (index < shifts.length) {
        // The chance is meant with what memory adds.
        shifts[index] = 0;
      }
      return new Expectations(chances, expected.outputTokens(), shifts, expected.certified());
    }

    private Price price(int index) {
      return models.get(index).price();
    }

    private Case priced(int index, Price price) {
      var changed = new ArrayList<>(models);
      var m = models.get(index);
      changed.set(
          index,
          new Model(
              m.id(),
              m.cluster(),
              m.upstream(),
              m.upstreamModel(),
              m.apis(),
              m.quality(),
              price,
              m.contextWindow(),
              m.capabilities(),
              m.tags(),
              m.site(),
              m.energy(),
              m.latency()));
      return new Case(changed, workload, expected, objective, failureCost, banned);
    }
  }

  @Property(tries = 1000)
  void whoRestsComesLastInTheSameOrderAndNobodyIsLost(@ForAll long seed, @ForAll long resting) {
    Case contest = Case.of(seed);
    Selection selection = contest.selectWhile(resting);
    List<Integer> usual = contest.select().plan().stream().map(Scored::index).toList();

    assertThat(selection.plan().stream().map(Scored::index).toList())
        .isEqualTo(
            Stream.concat(
                    usual.stream().filter(i -> (resting >> i & 1) == 0),
                    usual.stream().filter(i -> (resting >> i & 1) == 1))
                .toList());
    assertThat(selection.losers())
        .extracting(Loser::index)
        .doesNotContain(selection.plan().isEmpty() ? -1 : selection.plan().getFirst().index())
        .hasSize(contest.models().size() - Math.min(1, selection.plan().size()));
  }

  @Property(tries = 3000)
  void everyFlipFlips(@ForAll long seed) {
    Case contest = Case.of(seed);
    for (Loser loser : contest.select().losers()) {
      for (Flip flip : loser.flips()) {
        Statistics.label("flips").collect(flip.kind());
        assertThat(winner(contest.with(flip.kind(), loser.index(), flip.to())))
            .as("%s of %s in %s", flip, loser.model().id(), contest)
            .isEqualTo(loser.index());
        if (flip.beyond()) {
          assertThat(
                  winner(contest.with(flip.kind(), loser.index(), flip.to() < flip.from() ? 0 : 1)))
              .as("beyond %s of %s in %s", flip, loser.model().id(), contest)
              .isEqualTo(loser.index());
        }
      }
    }
  }

  /** A loser without a flip is dominated: no floor at all would have chosen it. */
  @Property(tries = 1000)
  void whatNoFlipCanSaveNoFloorCanSave(@ForAll long seed) {
    Case contest = Case.of(seed);
    for (Loser loser : contest.select().losers()) {
      if (loser.scored().isPresent() && loser.flips().isEmpty()) {
        for (int floor = 0; floor <= 100; floor++) {
          assertThat(winner(contest.with(Flip.Kind.QUALITY_FLOOR, 0, floor / 100.0)))
              .isNotEqualTo(loser.index());
        }
      }
    }
  }

  @Property(tries = 1000)
  void everyModelIsAccountedForOnce(@ForAll long seed) {
    Case contest = Case.of(seed);
    Selection selection = contest.select();
    int chosen = selection.plan().isEmpty() ? 0 : 1;

    assertThat(selection.losers().size() + chosen).isEqualTo(contest.models.size());
    assertThat(selection.losers()).extracting(Loser::index).isSorted().doesNotHaveDuplicates();
    assertThat(selection.plan())
        .allMatch(
            s ->
                (contest.banned >> s.index() & 1) == 0
                    && s.model().contextWindow() >= contest.workload.contextTokens());
  }

  @Property(tries = 1000)
  void thePlanIsOrderedAndDeterministic(@ForAll long seed) {
    Selection selection = Case.of(seed).select();

    assertThat(selection).isEqualTo(Case.of(seed).select());
    for (int i = 1; i < selection.plan().size(); i++) {
      var before = selection.plan().get(i - 1);
      var after = selection.plan().get(i);
      assertThat(Contest.compare(before, after)).isNegative();
      assertThat(before.meetsQuality() || !after.meetsQuality()).isTrue();
    }
  }

  private static int winner(Case contest) {
    return contest.select().plan().getFirst().index();
  }

  private static Workload asked(double input, double output, double difficulty) {
    return new Workload(Api.CHAT, List.of(), input, output, output, OptionalDouble.of(difficulty));
  }

  private static Model model(
      int i, double quality, double input, double output, double ms, double wh, int context) {
    return new Model(
        "m" + i,
        "m" + i,
        Optional.empty(),
        "m" + i,
        Set.of(Api.CHAT),
        quality,
        new Price(input, output, Optional.empty()),
        context,
        Set.of(),
        Set.of(),
        "cloud",
        new Energy(0, wh),
        new Latency(ms, 0));
  }
}
