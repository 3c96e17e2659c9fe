package dev.interlock.eval.page;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown: the first column to the left, all others to the right. One thread. */
final class MarkdownTable {
  private final StringBuilder out = new StringBuilder();

  MarkdownTable(String... columns) {
    row(columns);
    out.append("| --- |").append(" ---: |".repeat(columns.length - 1)).append('\n');
  }

  MarkdownTable row(String... cells) {
    return row(List.of(cells));
  }

  MarkdownTable row(List<String> cells) {
    out.append(
        cells.stream()
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
    return this;
  }

  /** A first cell and the others. */
  MarkdownTable row(String first, List<String> others) {
    String[] cells = new String[others.size() + 1];
    cells[0] = first;
    for (int i = 0; i < others.size(); i++) {
      cells[i + 1] = others.get(i);
    }
    return row(Arrays.asList(cells));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
