package dev.interlock.routing;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, as wide as they need to be. */
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  TextTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  void appendTo(StringBuilder text) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append("  ").append(row.get(i)).repeat(" ", widths[i] - row.get(i).length());
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
