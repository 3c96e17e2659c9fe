package dev.interlock.selection;

import dev.interlock.catalog.Objective;
import dev.interlock.selection.Flip.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the single changes that would have made a loser the choice where nothing holds a
 * conversation; elsewhere {@link HeldFlips} does. Each is computed in closed form, rounded towards
 * the flip, and then checked by holding the contest again with it.
 */
final class FlipFinder {
  private final Contest contest;
  private final Scored[] plan;
  private final double[] abilities;

  /**
   * @param plan every candidate, best first
   * @param abilities ability by candidate index
   */
  FlipFinder(Contest contest, Scored[] plan, double[] abilities) {
    this.contest = contest;
    this.plan = plan;
    this.abilities = abilities;
  }

  List<Flip> of(Scored loser) {
    var flips = new ArrayList<Flip>(2);
    // A model that costs less and reaches as high a floor beats the loser under every floor.
    Optional<Scored> rival = highestOfCheaper(loser);
    double rivalReach = rival.map(contest::reach).orElse(-1.0);
    if (rivalReach < contest.reach(loser)) {
      floor(loser, rivalReach, flips);
      difficulty(loser, rival, flips);
    } else if (contest.objective().certified()) {
      unreachable(loser, flips);
    }
    if (loser.forecast()) {
      chance(loser, flips);
    }
    if (loser.meetsQuality()) {
      price(loser, flips);
    }
    return flips;
  }

  /** Who reaches the highest floor of those with a better score; none when the loser's is best. */
  private Optional<Scored> highestOfCheaper(Scored loser) {
    @Nullable Scored best = null;
    for (Scored other : plan) {
      if (other.index() != loser.index()
          && beats(other.score(), other.index(), loser.score(), loser.index())
          && (best == null || contest.reach(other) > contest.reach(best))) {
        best = other;
      }
    }
    return Optional.ofNullable(best);
  }

  private void floor(Scored loser, double rival, List<Flip> flips) {
    double floor = contest.objective().quality();
    double reach = contest.reach(loser);
    boolean lower = floor > reach;
    DoublePredicate wins = to -> to > rival && to <= reach;
    double exact = lower ? reach : Math.nextUp(rival);
    Rounding.towards(exact, !lower, wins)
        .ifPresent(to -> flips.add(new Flip(Kind.QUALITY_FLOOR, floor, to, lower && rival < 0)));
  }

  /** A floor that nobody is certified to reach, so that the likeliest answers. */
  private void unreachable(Scored loser, List<Flip> flips) {
    double highest = Arrays.stream(plan).mapToDouble(contest::reach).max().orElse(0);
    DoublePredicate wins = to -> to > highest && to <= 1 && winsWithFloor(loser, to);
    Rounding.towards(Math.nextUp(highest), true, wins)
        .ifPresent(
            to -> flips.add(new Flip(Kind.QUALITY_FLOOR, contest.objective().quality(), to, true)));
  }

  private boolean winsWithFloor(Scored loser, double floor) {
    Contest changed = contest.withFloor(floor);
    Scored own = changed.withChance(loser, loser.chance());
    return Arrays.stream(plan)
        .map(other -> changed.withChance(other, other.chance()))
        .allMatch(other -> Contest.compare(own, other) <= 0);
  }

  /** Easier, so that the loser reaches the floor, or harder, so that the rival does not. */
  private void difficulty(Scored loser, Optional<Scored> rival, List<Flip> flips) {
    double floor = contest.objective().quality();
    boolean easier = !loser.meetsQuality();
    Optional<Scored> mover = easier ? Optional.of(loser) : rival;
    // A forecast is what it is at any difficulty, and of a prior nothing is certified.
    if (!(floor > 0 && floor < 1)
        || mover.isEmpty()
        || mover.get().forecast()
        || contest.objective().certified()) {
      return;
    }
    double now = contest.workload().difficulty().orElse(Double.NaN);
    double exact = SufficiencyPrior.difficultyAt(abilities[mover.get().index()], floor);
    boolean beyond = easier && rival.isEmpty() && contest.failureCost() == 0;
    Rounding.towards(exact, !easier, to -> winsAt(loser, to))
        .ifPresent(to -> flips.add(new Flip(Kind.DIFFICULTY, now, to, beyond)));
  }

  /** The chance from which on the loser wins. */
  private void chance(Scored loser, List<Flip> flips) {
    Scored winner = plan[0];
    double exact =
        winner.meetsQuality() ? contest.objective().quality() : Math.nextUp(winner.chance());
    if (winner.meetsQuality() && contest.failureCost() > 0) {
      double excess = contest.withChance(loser, exact).score() - winner.score();
      exact += Math.max(0, excess / contest.failureCost());
    }
    Rounding.towards(exact, true, to -> to <= 1 && winsWithChance(loser, to))
        .ifPresent(to -> flips.add(new Flip(Kind.CHANCE, loser.chance(), to, true)));
  }

  private boolean winsWithChance(Scored loser, double chance) {
    Scored changed = contest.withChance(loser, chance);
    for (Scored other : plan) {
      if (other.index() != loser.index() && Contest.compare(changed, other) > 0) {
        return false;
      }
    }
    return true;
  }

  private void price(Scored loser, List<Flip> flips) {
    Scored winner = plan[0];
    Objective.Weights weights = contest.objective().weights();
    double excess = loser.score() - winner.score();
    double input = loser.model().price().input();
    double output = loser.model().price().output();
    double perOutput = weights.cost() * loser.outputTokens() * 1e-6;
    double perInput = weights.cost() * contest.uncachedTokens(loser) * 1e-6;
    if (perOutput > 0 && output - excess / perOutput >= 0) {
      DoublePredicate wins = to -> winsWithPrice(loser, input, to);
      Rounding.towards(output - excess / perOutput, false, wins)
          .ifPresent(to -> flips.add(new Flip(Kind.OUTPUT_PRICE, output, to, true)));
    } else if (perInput > 0 && input - excess / perInput >= 0) {
      DoublePredicate wins = to -> winsWithPrice(loser, to, output);
      Rounding.towards(input - excess / perInput, false, wins)
          .ifPresent(to -> flips.add(new Flip(Kind.INPUT_PRICE, input, to, true)));
    }
  }

  /** The price is the model's, so it is that of its other efforts too. */
  private boolean winsWithPrice(Scored loser, double input, double output) {
    if (input < 0 || output < 0) {
      return false;
    }
    double score = contest.total(loser, input, output, loser.chance());
    for (Scored other : plan) {
      double against =
          other.model().equals(loser.model())
              ? contest.total(other, input, output, other.chance())
              : other.score();
      if (other.meetsQuality()
          && other.index() != loser.index()
          && !beats(score, loser.index(), against, other.index())) {
        return false;
      }
    }
    return true;
  }

  /** Holds the contest again at another difficulty. */
  private boolean winsAt(Scored loser, double difficulty) {
    double floor = contest.objective().quality();
    double chance = chanceAt(loser, difficulty);
    if (difficulty < 0 || difficulty > 1 || chance < floor) {
      return false;
    }
    double score = totalAt(loser, chance);
    for (Scored other : plan) {
      if (other.index() != loser.index()) {
        double otherChance = chanceAt(other, difficulty);
        if (otherChance >= floor
            && beats(totalAt(other, otherChance), other.index(), score, loser.index())) {
          return false;
        }
      }
    }
    return true;
  }

  private double chanceAt(Scored scored, double difficulty) {
    return scored.forecast()
        ? scored.chance()
        : SufficiencyPrior.chance(abilities[scored.index()], difficulty);
  }

  private double totalAt(Scored scored, double chance) {
    var price = scored.model().price();
    return contest.total(scored, price.input(), price.output(), chance);
  }

  private static boolean beats(double score, int index, double otherScore, int otherIndex) {
    int byScore = Double.compare(score, otherScore);
    return byScore < 0 || (byScore == 0 && index < otherIndex);
  }
}
