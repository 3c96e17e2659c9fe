package dev.interlock.routing;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, as wide as they need to be; for people. One thread. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row; a short one leaves its last columns empty. */
  public TextTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Adds a line of dashes under what there is. */
  public TextTable rule() {
    rows.add(List.of());
    return this;
  }

  /** Its lines, each indented and ended by a line break. */
  public String text() {
    int[] widths = widths();
    var text = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(GAP);
        if (row.isEmpty()) {
          line.repeat('-', widths[i]);
        } else if (i < row.size()) {
          line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length());
        }
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }
}
