package dev.interlock.regression;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A comparison for programs. Holds nothing of the prompts. */
public final class ComparisonJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ComparisonJson() {}

  /**
   * One object, indented.
   *
   * @param all whether to list every request, those that stay included
   */
  public static String of(Comparison comparison, boolean all) {
    ObjectNode root = JSON.createObjectNode();
    root.put("requests", comparison.size());
    root.put("moved", comparison.moved());
    root.put("restated", comparison.restated());
    root.put("usd_before", comparison.usdBefore());
    root.put("usd_after", comparison.usdAfter());
    var moves = root.putArray("moves");
    for (Moves.Group group : Moves.of(comparison)) {
      var move = moves.addObject();
      move.put("from", group.from()).put("to", group.to()).put("rule", group.rule());
      move.put("requests", group.places().size()).put("usd", group.usd()).put("why", group.why());
      group.places().forEach(move.putArray("places")::add);
    }
    comparison.unreadable().forEach(root.putArray("unreadable")::add);
    if (all) {
      var each = root.putArray("each");
      for (Compared request : comparison.requests()) {
        var one = each.addObject();
        one.put("place", request.place());
        route(one.putObject("before"), request.before());
        route(one.putObject("after"), request.after());
        one.put("why", request.why());
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static void route(ObjectNode to, Route route) {
    to.put("target", route.target()).put("reason", route.reason()).put("usd", route.usd());
    route.rules().forEach(to.putArray("rules")::add);
  }
}
