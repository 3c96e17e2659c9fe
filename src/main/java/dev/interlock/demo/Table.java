package dev.interlock.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under headings, aligned; the last column is free to be long. */
final class Table {
  private Table() {}

  static void print(List<String> headings, List<List<String>> rows, PrintStream out) {
    int[] widths =
        IntStream.range(0, headings.size())
            .map(
                c ->
                    Math.max(
                        headings.get(c).length(),
                        rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0)))
            .toArray();
    out.println(line(headings, widths));
    out.println(IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("  ")));
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(c -> c == cells.size() - 1 ? cells.get(c) : pad(cells.get(c), widths[c]))
        .collect(Collectors.joining("  "));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
