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
    var byKind = new LinkedHashMap<Kind, List<Compared>>();
    for (Compared request : comparison.requests()) {
      if (request.moves()) {
        var kind = new Kind(request.before().target(), request.after().target(), request.against());
        byKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(request);
      }
    }
    var groups = new ArrayList<Group>();
    byKind.forEach((kind, requests) -> groups.add(group(kind, requests)));
    groups.sort(Comparator.comparingInt((Group group) -> group.places().size()).reversed());
    return groups;
  }

  private static Group group(Kind kind, List<Compared> requests) {
    return new Group(
        kind.from(),
        kind.to(),
        kind.rule(),
        requests.stream().mapToDouble(each -> each.after().usd() - each.before().usd()).sum(),
        requests.getFirst().why(),
        requests.stream().map(Compared::place).toList());
  }
}
