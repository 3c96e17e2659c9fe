package dev.interlock.regression;

import dev.interlock.routing.TextTable;
import java.util.List;
import java.util.Locale;

/** A comparison for people. Holds nothing of the prompts. */
public final class ComparisonText {
  private ComparisonText() {}

  /**
   * Several lines, each ended by a line break.
   *
   * @param all whether to name every request that moves
   */
  public static String of(Comparison comparison, boolean all) {
    var text = new StringBuilder();
    comparison.unreadable().forEach(problem -> text.append(problem).append('\n'));
    text.append(summary(comparison));
    List<Moves.Group> groups = Moves.of(comparison);
    if (!groups.isEmpty()) {
      text.append('\n').append(table(groups)).append("\nWhy, in each case by the first of them:\n");
      for (Moves.Group group : groups) {
        text.append(
            "  %s → %s: %s (%s)%n"
                .formatted(group.from(), group.to(), group.why(), group.places().getFirst()));
      }
    }
    if (all) {
      text.append('\n').append(each(comparison));
    }
    return text.toString();
  }

  private static String summary(Comparison comparison) {
    int size = comparison.size();
    double before = comparison.usdBefore();
    double after = comparison.usdAfter();
    return String.format(
        Locale.ROOT,
        "%d requests: %d move (%.1f %%), %d stay, %d of them by other rules or for another"
            + " reason%nexpected cost of a thousand: %.4f → %.4f USD%s%n",
        size,
        comparison.moved(),
        size == 0 ? 0.0 : 100.0 * comparison.moved() / size,
        size - comparison.moved(),
        comparison.restated(),
        perThousand(before, size),
        perThousand(after, size),
        before == 0 ? "" : String.format(Locale.ROOT, " (%+.1f %%)", 100 * (after / before - 1)));
  }

  private static String table(List<Moves.Group> groups) {
    var table = new TextTable().row("from", "to", "requests", "USD each", "rule").rule();
    for (Moves.Group group : groups) {
      int count = group.places().size();
      table.row(
          group.from(),
          group.to(),
          Integer.toString(count),
          String.format(Locale.ROOT, "%+.6f", group.usd() / count),
          group.rule().isEmpty() ? "-" : group.rule());
    }
    return table.text();
  }

  private static String each(Comparison comparison) {
    var text = new StringBuilder();
    for (Compared request : comparison.requests()) {
      if (request.moves()) {
        text.append(
            "%s: %s → %s: %s%n"
                .formatted(
                    request.place(),
                    request.before().target(),
                    request.after().target(),
                    request.why()));
      }
    }
    return text.toString();
  }

  private static double perThousand(double usd, int size) {
    return size == 0 ? 0 : 1000 * usd / size;
  }
}
