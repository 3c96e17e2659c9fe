package dev.interlock.selection;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the candidates stand in the conversation that a request continues: who answered so far, and
 * what each would find in its provider's prompt cache. Do not modify the array.
 *
 * @param incumbent the candidates by index that are the model that answered last: one, or one for
 *     each of its efforts
 * @param locked whether a tool call of its own is open: only a hard constraint or a rest parts them
 * @param margin share of the incumbent's score by which another must undercut it
 * @param band how far the incumbent's chance may be below the floor, or below the highest, before
 *     that counts; and how far above it a weaker model's must be to take over for certain
 * @param cachedTokens input tokens by candidate index; shorter: nothing of the others is cached
 */
@SuppressWarnings("ArrayRecordComponent")
public record Standing(
    Set<Integer> incumbent, boolean locked, double margin, double band, double[] cachedTokens) {
  /** Nobody answered yet, or nobody knows who did. */
  public static final Standing NONE = new Standing(Set.of(), false, 0, 0, new double[0]);

  /** Input tokens that the candidate at {@code index} would read from the cache. */
  public double cachedTokens(int index) {
    return index < cachedTokens.length ? cachedTokens[index] : 0;
  }

  /**
   * Whether the incumbent stays although another of {@code compared} would be chosen. Those that
   * cannot answer and those that rest are not among them: nothing holds them. Of an incumbent at
   * several efforts the first that may stay does.
   *
   * @param compared who competes, best first
   */
  Optional<Hold> hold(Scored[] compared, Contest contest) {
    Scored challenger = compared[0];
    if (!isIncumbent(challenger.index())) {
      for (Scored each : compared) {
        if (isIncumbent(each.index())) {
          Optional<Hold> hold = hold(each, challenger, contest);
          if (hold.isPresent()) {
            return hold;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Hold> hold(Scored incumbent, Scored challenger, Contest contest) {
    Hold.Kind kind = locked ? Hold.Kind.TOOL_CALL : Hold.Kind.MARGIN;
    var hold = new Hold(kind, incumbent, challenger, needed(incumbent, challenger, contest));
    return locked || stays(hold, contest) ? Optional.of(hold) : Optional.empty();
  }

  /** Who is chosen of {@code competing}, in any order. */
  Scored chosen(Scored[] competing, Contest contest) {
    Scored best = competing[0];
    for (Scored each : competing) {
      best = Contest.compare(each, best) < 0 ? each : best;
    }
    if (isIncumbent(best.index())) {
      return best;
    }
    @Nullable Scored stays = null;
    for (Scored each : competing) {
      boolean first =
          isIncumbent(each.index()) && (stays == null || Contest.compare(each, stays) < 0);
      if (first && hold(each, best, contest).isPresent()) {
        stays = each;
      }
    }
    return stays == null ? best : stays;
  }

  /** Whether the model that answered last is one of {@code compared}. */
  boolean competes(Scored[] compared) {
    return Arrays.stream(compared).anyMatch(each -> isIncumbent(each.index()));
  }

  private double needed(Scored incumbent, Scored challenger, Contest contest) {
    double floor = contest.objective().quality();
    boolean likely =
        isWeaker(challenger, incumbent) && contest.reach(challenger) < floor + bandAbove(floor);
    return margin * incumbent.score() + (likely ? comeback(incumbent, contest) : 0);
  }

  private boolean stays(Hold hold, Contest contest) {
    Scored challenger = hold.challenger();
    Scored incumbent = hold.incumbent();
    boolean nearly =
        challenger.meetsQuality()
            ? contest.reach(incumbent) >= contest.objective().quality() - band
            : incumbent.chance() >= challenger.chance() - band;
    boolean goodEnough = incumbent.meetsQuality() || nearly;
    return goodEnough && (isDoubtful(hold, contest) || hold.gainUsd() <= hold.neededUsd());
  }

  /**
   * Whether the challenger is the weaker one and reaches the floor so barely that the next turn
   * might have to go back.
   */
  private boolean isDoubtful(Hold hold, Contest contest) {
    double floor = contest.objective().quality();
    return isWeaker(hold.challenger(), hold.incumbent())
        && contest.reach(hold.challenger()) < floor + bandAbove(floor) / 2;
  }

  /**
   * What the way back costs, which is likely if the challenger does not clearly reach the floor:
   * the incumbent would have to read everything anew.
   */
  double comeback(Scored incumbent, Contest contest) {
    return contest.objective().weights().cost()
        * incumbent.model().price().discount(contest.workload().inputTokens());
  }

  private static boolean isWeaker(Scored one, Scored other) {
    return one.chance() < other.chance();
  }

  /** Near a chance of 1 there is no room for the whole band. */
  double bandAbove(double floor) {
    return Math.min(band, (1 - floor) / 2);
  }

  /** Whether {@code index} is the incumbent's, and a tool call of its own is open. */
  boolean locks(int index) {
    return locked && isIncumbent(index);
  }

  /** Whether {@code index} is the model that answered last, however hard it thinks. */
  public boolean isIncumbent(int index) {
    return incumbent.contains(index);
  }

  @Override
  public String toString() {
    return "Standing[%s, locked=%s, cached=%s]"
        .formatted(incumbent, locked, Arrays.toString(cachedTokens));
  }
}
