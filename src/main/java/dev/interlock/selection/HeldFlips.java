package dev.interlock.selection;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Price;
import dev.interlock.selection.Flip.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.DoubleToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;

/**
 * Finds the single changes that would have made a loser the choice in a conversation whose model so
 * far competes: it is not enough to be the best then. The choice changes only where a chance or a
 * score crosses one of few edges, so the contest is held again, its hold included, on either side
 * of each. Nothing is said that was not chosen so. Of more than {@value #MOST} candidates only such
 * changes are said as would do without a hold, too: the work grows with their square.
 */
final class HeldFlips {
  /** Candidates of whom all edges are tried: a fraction of a millisecond. */
  private static final int MOST = 16;

  /** On either side of an edge. */
  private static final double STEP = 1e-9;

  private final Contest contest;
  private final Standing standing;
  private final Scored[] field;
  private final double[] abilities;
  private final List<Scored> leaders;
  private final List<Probe> floors;
  private final List<Probe> difficulties;

  /**
   * Who would be chosen.
   *
   * @param winner by candidate index
   */
  private record Probe(double value, int winner) {}

  /**
   * @param field every candidate that competes
   * @param abilities ability by candidate index
   */
  HeldFlips(Contest contest, Scored[] field, double[] abilities) {
    this.contest = contest;
    this.standing = contest.standing();
    this.field = field;
    this.abilities = abilities;
    Scored best = Arrays.stream(field).min(Contest::compare).orElseThrow();
    this.leaders =
        Arrays.stream(field)
            .filter(each -> each.index() == best.index() || standing.isIncumbent(each.index()))
            .toList();
    boolean few = field.length <= MOST;
    // A forecast is what it is at any difficulty.
    boolean prior = Arrays.stream(field).anyMatch(each -> !each.forecast());
    this.floors = few ? probes(floors(), this::atFloor) : List.of();
    this.difficulties =
        few && prior && contest.workload().difficulty().isPresent()
            ? probes(difficulties(), this::atDifficulty)
            : List.of();
  }

  List<Flip> of(Scored loser) {
    return field.length <= MOST
        ? all(loser)
        : new FlipFinder(contest, field, abilities)
            .of(loser).stream().flatMap(flip -> underHold(flip, loser).stream()).toList();
  }

  /** {@code flip}, if it would do under the hold. */
  private Optional<Flip> underHold(Flip flip, Scored loser) {
    Price price = loser.model().price();
    int winner =
        switch (flip.kind()) {
          case QUALITY_FLOOR -> atFloor(flip.to());
          case DIFFICULTY -> atDifficulty(flip.to());
          case CHANCE -> atChance(loser, flip.to());
          case OUTPUT_PRICE -> atPrice(loser, price.input(), flip.to());
          case INPUT_PRICE -> atPrice(loser, flip.to(), price.output());
        };
    return winner == loser.index()
        ? Optional.of(new Flip(flip.kind(), flip.from(), flip.to(), false))
        : Optional.empty();
  }

  private List<Flip> all(Scored loser) {
    var flips = new ArrayList<Flip>(3);
    nearest(Kind.QUALITY_FLOOR, contest.objective().quality(), floors, this::atFloor, loser)
        .ifPresent(flips::add);
    nearest(
            Kind.DIFFICULTY,
            contest.workload().difficulty().orElse(Double.NaN),
            difficulties,
            this::atDifficulty,
            loser)
        .ifPresent(flips::add);
    if (loser.forecast()) {
      chance(loser).ifPresent(flips::add);
    }
    price(loser).ifPresent(flips::add);
    return flips;
  }

  private int winner(Contest changed, UnaryOperator<Scored> change) {
    var competing = new Scored[field.length];
    for (int i = 0; i < competing.length; i++) {
      competing[i] = change.apply(field[i]);
    }
    return standing.chosen(competing, changed).index();
  }

  private int atFloor(double floor) {
    Contest changed = contest.withFloor(floor);
    return winner(changed, each -> changed.withChance(each, each.chance()));
  }

  private int atDifficulty(double difficulty) {
    return winner(
        contest,
        each ->
            each.forecast()
                ? each
                : contest.withChance(
                    each, SufficiencyPrior.chance(abilities[each.index()], difficulty)));
  }

  private int atChance(Scored loser, double chance) {
    return winner(
        contest, each -> each.index() == loser.index() ? contest.withChance(each, chance) : each);
  }

  /** The price is the model's, so it is that of its other efforts too. */
  private int atPrice(Scored loser, double input, double output) {
    Price now = loser.model().price();
    Price price = new Price(input, now.cachedInput(), output, now.asOf());
    return winner(
        contest,
        each ->
            each.model().equals(loser.model())
                ? contest.score(
                    each.index(),
                    new Action(each.model().priced(price), each.action().effort()),
                    each.chance(),
                    each.forecast(),
                    each.outputTokens(),
                    each.certified())
                : each);
  }

  /**
   * Around each edge, and on it: what is asked for and what is certified are round, so that edges
   * meet, and somebody may be chosen on two of them alone.
   */
  private DoubleStream floors() {
    return edgesOfFloors().flatMap(edge -> DoubleStream.of(edge - STEP, edge, edge + STEP));
  }

  /** Floors at which somebody's chance begins or ceases to be enough for something. */
  private DoubleStream edgesOfFloors() {
    double band = standing.band();
    return Arrays.stream(field)
        .flatMapToDouble(
            each -> {
              double reach = contest.reach(each);
              return standing.isIncumbent(each.index())
                  ? DoubleStream.of(reach, reach + band)
                  : DoubleStream.of(
                      reach,
                      Math.max(reach - band / 2, (4 * reach - 1) / 3),
                      Math.max(reach - band, 2 * reach - 1));
            });
  }

  /** The chances that count, given the floor: who begins or ceases to have one may be chosen. */
  private DoubleStream edgesOfChances() {
    double floor = contest.objective().quality();
    double above = standing.bandAbove(floor);
    return DoubleStream.of(floor, floor - standing.band(), floor + above / 2, floor + above);
  }

  private DoubleStream difficulties() {
    return edgesOfDifficulties().flatMap(edge -> DoubleStream.of(edge - STEP, edge + STEP));
  }

  private DoubleStream edgesOfDifficulties() {
    double[] chances =
        DoubleStream.concat(
                edgesOfChances(),
                Arrays.stream(field).filter(Scored::forecast).mapToDouble(Scored::chance))
            .filter(chance -> chance > 0 && chance < 1)
            .toArray();
    return Arrays.stream(field)
        .filter(each -> !each.forecast())
        .mapToDouble(each -> abilities[each.index()])
        .flatMap(
            ability ->
                Arrays.stream(chances)
                    .map(chance -> SufficiencyPrior.difficultyAt(ability, chance)));
  }

  private static List<Probe> probes(DoubleStream values, DoubleToIntFunction winner) {
    return DoubleStream.concat(DoubleStream.of(0, 1), values)
        .filter(value -> value >= 0 && value <= 1)
        .sorted()
        .distinct()
        .mapToObj(value -> new Probe(value, winner.applyAsInt(value)))
        .toList();
  }

  private Optional<Flip> nearest(
      Kind kind, double from, List<Probe> probes, DoubleToIntFunction winner, Scored loser) {
    Optional<Probe> nearest =
        probes.stream()
            .filter(probe -> probe.winner() == loser.index())
            .min(Comparator.comparingDouble(probe -> Math.abs(probe.value() - from)));
    if (nearest.isEmpty()) {
      return Optional.empty();
    }
    double exact = nearest.get().value();
    boolean up = exact > from;
    boolean beyond =
        (kind == Kind.QUALITY_FLOOR || contest.failureCost() == 0)
            && probes.stream()
                .filter(probe -> up ? probe.value() >= exact : probe.value() <= exact)
                .allMatch(probe -> probe.winner() == loser.index());
    DoublePredicate wins = to -> to >= 0 && to <= 1 && winner.applyAsInt(to) == loser.index();
    return Rounding.towards(exact, up, wins).stream()
        .mapToObj(to -> new Flip(kind, from, to, beyond))
        .findFirst();
  }

  /** The likelier it is, the better it stands. */
  private Optional<Flip> chance(Scored loser) {
    DoublePredicate wins = to -> to <= 1 && atChance(loser, to) == loser.index();
    double[] edges =
        DoubleStream.concat(
                DoubleStream.concat(edgesOfChances(), scoresOfChances(loser)),
                leaders.stream()
                    .flatMapToDouble(
                        each ->
                            DoubleStream.of(
                                each.chance(),
                                each.chance() - standing.band(),
                                each.chance() + standing.band())))
            .map(edge -> edge + STEP)
            .filter(edge -> edge > loser.chance() && edge < 1)
            .sorted()
            .toArray();
    return first(edges, 1, true, wins).map(to -> new Flip(Kind.CHANCE, loser.chance(), to, true));
  }

  /** Chances at which the score is as good as it must be. */
  private DoubleStream scoresOfChances(Scored loser) {
    return contest.failureCost() > 0
        ? targets(loser)
            .map(target -> loser.chance() + (loser.score() - target) / contest.failureCost())
        : DoubleStream.empty();
  }

  private Optional<Flip> price(Scored loser) {
    double weight = contest.objective().weights().cost();
    double input = loser.model().price().input();
    double output = loser.model().price().output();
    Optional<Flip> flip =
        price(
            output,
            weight * loser.outputTokens() * 1e-6,
            to -> to >= 0 && atPrice(loser, input, to) == loser.index(),
            loser,
            Kind.OUTPUT_PRICE);
    return flip.isPresent()
        ? flip
        : price(
            input,
            weight * contest.uncachedTokens(loser) * 1e-6,
            to -> to >= 0 && atPrice(loser, to, output) == loser.index(),
            loser,
            Kind.INPUT_PRICE);
  }

  /**
   * The cheaper it is, the better it stands.
   *
   * @param rate by how much its score falls with the price
   */
  private Optional<Flip> price(
      double now, double rate, DoublePredicate wins, Scored loser, Kind kind) {
    if (!(rate > 0)) {
      return Optional.empty();
    }
    double[] edges =
        targets(loser)
            .map(target -> (now - (loser.score() - target) / rate) * (1 - STEP))
            .filter(edge -> edge > 0 && edge < now)
            .boxed()
            .sorted(Comparator.reverseOrder())
            .mapToDouble(Double::doubleValue)
            .toArray();
    return first(edges, 0, false, wins).map(to -> new Flip(kind, now, to, true));
  }

  /** Scores at which {@code loser} is as good as another, or as good as a hold wants it to be. */
  private DoubleStream targets(Scored loser) {
    boolean stays = standing.isIncumbent(loser.index());
    return leaders.stream()
        .filter(each -> each.index() != loser.index())
        .flatMapToDouble(
            each -> {
              double back = standing.comeback(stays ? loser : each, contest);
              double score = each.score();
              double kept = 1 - standing.margin();
              return stays
                  ? DoubleStream.of(score, score / kept, (score + back) / kept)
                  : DoubleStream.of(score, score * kept, score * kept - back);
            });
  }

  /**
   * The first of {@code edges}, each a little beyond where something changes, from which on it
   * wins, or {@code last}, rounded; empty if it does not win even there.
   */
  private static Optional<Double> first(
      double[] edges, double last, boolean up, DoublePredicate wins) {
    if (!wins.test(last)) {
      return Optional.empty();
    }
    int low = 0;
    int high = edges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (wins.test(edges[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    double exact = low < edges.length ? edges[low] : last;
    return Rounding.towards(exact, up, wins).stream().boxed().findFirst();
  }
}
