package dev.interlock.regression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** The moves of a comparison, those alike together, the most frequent first. */
final class Moves {
  private Moves() {}

  /** What makes moves alike. */
  private record Kind(String from, String to, String rule) {}

  /**
   * Moves that are alike.
   *
   * @param rule the new configuration's rule behind them; empty if none is
   * @param usd by how much their expected cost changes, all together
   * @param why of the first of them
   * @param places of all of them
   */
  record Group(String from, String to, String rule, double usd, String why, List<String> places) {}

  static List<Group> of(Comparison comparison) {
    var byKind = new LinkedHashMap<Kind, List<Integer>>();
    for (int i = 0; i < comparison.size(); i++) {
      if (comparison.moves(i)) {
        String from = comparison.before().get(i).target();
        String to = comparison.after().get(i).target();
        var kind = new Kind(from, to, comparison.against().get(i));
        byKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(i);
      }
    }
    var groups = new ArrayList<Group>();
    byKind.forEach((kind, indices) -> groups.add(group(comparison, kind, indices)));
    groups.sort(Comparator.comparingInt((Group group) -> group.places().size()).reversed());
    return groups;
  }

  private static Group group(Comparison comparison, Kind kind, List<Integer> indices) {
    double usd = 0;
    for (int i : indices) {
      usd += comparison.after().get(i).usd() - comparison.before().get(i).usd();
    }
    return new Group(
        kind.from(),
        kind.to(),
        kind.rule(),
        usd,
        comparison.whys().get(indices.getFirst()),
        indices.stream().map(comparison.places()::get).toList());
  }
}
