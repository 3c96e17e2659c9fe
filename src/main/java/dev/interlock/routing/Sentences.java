package dev.interlock.routing;

import dev.interlock.selection.Loser;
import dev.interlock.selection.Loss;
import dev.interlock.selection.Scored;
import dev.interlock.selection.Selection;
import java.util.List;
import java.util.TreeSet;

/** The one sentence a decision is explained with. */
final class Sentences {
  private Sentences() {}

  /** Who answered before, and when. */
  static String again(CacheHit hit) {
    if (hit.observed()) {
      return (hit.meaning().isPresent()
              ? "A question that means the same"
              : "The very same question")
          + " was asked "
          + ago(hit.ageMs())
          + "; the answer of "
          + hit.model().id()
          + " to it would have been given again.";
    }
    return (hit.meaning().isPresent()
            ? "A question that means the same was answered by "
            : "The very same question was answered by ")
        + hit.model().id()
        + " "
        + ago(hit.ageMs())
        + (hit.stale()
            ? "; its time is over, and it serves until a model has been asked anew."
            : ".");
  }

  /** How long ago that is: {@code 3 minutes ago}. */
  static String ago(long ageMs) {
    long seconds = ageMs / 1000;
    if (seconds < 120) {
      return seconds + (seconds == 1 ? " second ago" : " seconds ago");
    }
    long minutes = seconds / 60;
    return minutes < 120 ? minutes + " minutes ago" : minutes / 60 + " hours ago";
  }

  /**
   * Why the first of the plan was chosen.
   *
   * @param floor of the objective
   */
  static String chosen(Selection selection, double floor) {
    Scored first = selection.plan().getFirst();
    var text = new StringBuilder(128).append(first.action().name());
    switch (selection.basis()) {
      case CHEAPEST_SUFFICIENT -> {
        text.append(" is the cheapest model expected to be good enough: chance ");
        Decimal.append(text, first.chance()).append(", expected cost ");
        Decimal.append(text, first.costUsd()).append(" USD");
      }
      case HIGHEST_CHANCE -> {
        boolean uncertified = first.chance() >= floor;
        text.append(" is the most likely to be good enough, but ")
            .append(uncertified ? "not certified to reach" : "below")
            .append(" the quality floor: chance ");
        Decimal.append(text, first.chance()).append(", expected cost ");
        Decimal.append(text, first.costUsd()).append(" USD");
      }
      case HELD -> {
        text.append(" answered this conversation so far, and it stays with it: chance ");
        Decimal.append(text, first.chance()).append(", expected cost ");
        Decimal.append(text, first.costUsd()).append(" USD");
      }
      case EXPLORED -> {
        text.append(" is tried in place of ")
            .append(selection.best().map(best -> best.action().name()).orElse("another"))
            .append(", to learn how it does: chance ");
        Decimal.append(text, first.chance()).append(", expected cost ");
        Decimal.append(text, first.costUsd()).append(" USD");
      }
      case TOOL_CALL -> text.append(" made the tool call that is being answered");
      case DEFAULT -> text.append(" is the default, because quality signals are missing");
      case DEFAULT_RESTING ->
          text.append(" stands in for the default, because quality signals are missing");
      case NONE -> text.append(" is not executed");
    }
    List<String> resting =
        selection.losers().stream()
            .filter(loser -> loser.loss() instanceof Loss.Resting)
            .map(loser -> loser.model().id())
            .distinct()
            .toList();
    if (!resting.isEmpty()) {
      text.append("; resting after failures: ").append(String.join(", ", resting));
    } else if (selection.losers().isEmpty()) {
      text.append("; there is no other");
    } else if (selection.plan().size() == 1 && selection.basis() != Selection.Basis.DEFAULT) {
      text.append("; no other is allowed or able");
    }
    return text.append('.').toString();
  }

  /** What stands in the way of every model, each kind of obstacle once. */
  static String obstacles(Selection selection) {
    var kinds = new TreeSet<String>();
    for (Loser loser : selection.losers()) {
      switch (loser.loss()) {
        case Loss.Disallowed _ -> kinds.add("policy");
        case Loss.ApiNotServed _ -> kinds.add("endpoint");
        case Loss.CapabilityMissing(var capability) -> kinds.add(capability.id());
        case Loss.EffortUnfit _ -> kinds.add("room for thinking");
        case Loss.ContextTooSmall _ -> kinds.add("context window");
        case Loss.NotScored _,
            Loss.Resting _,
            Loss.LowQuality _,
            Loss.Uncertified _,
            Loss.Held _,
            Loss.Explored _,
            Loss.Outscored _ -> {}
      }
    }
    return String.join(", ", kinds);
  }
}
