package dev.interlock.predictor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the models of a catalogue their seats in a bundle: who was learnt its own, and everybody
 * else one between those who were, by how well it does on average.
 *
 * <p>A catalogue's {@code quality} and a bundle's averages are shares of different traffic, so they
 * are brought to one scale first: by those models of which both are known, a quality that was only
 * assumed aside; or else, with the bundle that is shipped, by its weakest tier, which is the class
 * of models that anchors the catalogue's scale.
 */
public final class Seating {
  private final RouterBundle bundle;

  public Seating(RouterBundle bundle) {
    this.bundle = bundle;
  }

  /** Whether the bundle knows tiers in place of models, as the shipped one does. */
  public boolean isOfTiers() {
    return bundle.models().equals(Tier.names());
  }

  /**
   * The seats, by id.
   *
   * @param learnt where models stand in the bundle, of those that it knows
   * @param qualities of models, as the catalogue has them: shares of traffic answered well; who is
   *     in neither gets none
   * @param stated those whose quality somebody said: what others count as for want of it says
   *     nothing of the catalogue's scale
   */
  public Map<String, Seat> seats(
      Map<String, Integer> learnt, Map<String, Double> qualities, Set<String> stated) {
    var seats = new HashMap<String, Seat>();
    learnt.forEach((id, position) -> seats.put(id, new Seat.Own(position)));
    boolean tiers = isOfTiers();
    if (learnt.isEmpty() && !tiers) {
      return seats;
    }
    double offset = tiers ? tierOffset() : offset(learnt, qualities, stated);
    qualities.forEach(
        (id, quality) -> {
          double level = LogOdds.of(quality) + offset;
          // Against tiers, a quality keeps its own scale: all are placed by it.
          seats.computeIfAbsent(id, _ -> between(level, tiers ? -offset : 0));
        });
    return seats;
  }

  /** From the catalogue's log-odds to the bundle's, by those who have both. */
  private double offset(
      Map<String, Integer> learnt, Map<String, Double> qualities, Set<String> stated) {
    return qualities.entrySet().stream()
        .filter(each -> stated.contains(each.getKey()))
        .flatMapToDouble(
            each ->
                Optional.ofNullable(learnt.get(each.getKey())).stream()
                    .mapToDouble(position -> average(position) - LogOdds.of(each.getValue())))
        .average()
        .orElse(0);
  }

  private double tierOffset() {
    int small = bundle.models().indexOf(Tier.SMALL.modelName());
    return average(small) - LogOdds.of(Tier.SMALL_QUALITY);
  }

  private Seat.Between between(double level, double back) {
    List<Integer> byAverage = byAverage();
    int lower = byAverage.getFirst();
    int upper = lower;
    for (int position : byAverage) {
      upper = position;
      if (average(position) >= level) {
        break;
      }
      lower = position;
    }
    double from = average(lower);
    double to = average(upper);
    double weight = to > from ? Math.clamp((level - from) / (to - from), 0, 1) : 0;
    double middle = from + weight * (to - from);
    return new Seat.Between(lower, upper, weight, level - middle + back);
  }

  private List<Integer> byAverage() {
    Integer[] positions = new Integer[bundle.models().size()];
    Arrays.setAll(positions, i -> i);
    Arrays.sort(positions, Comparator.comparingDouble(this::average));
    return List.of(positions);
  }

  private double average(int position) {
    return LogOdds.of(bundle.predictor().means()[position]);
  }
}
