package dev.interlock.eval.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A row for each of several things, with a dot for each of its values on one common axis, as an SVG
 * element. One thread.
 */
public final class DotRows {
  private static final double ROW = 22;
  private static final double BOTTOM = 40;
  private static final double RIGHT = 12;
  private static final double CHARACTER = 6.2;

  private final String across;
  private final double width;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A value of a row.
   *
   * @param name what it is
   * @param style class of the dot
   */
  public record Dot(String name, String style, double value) {}

  private record Row(String name, List<Dot> dots) {}

  /**
   * An empty chart.
   *
   * @param across name of the axis
   * @param width of the whole, in pixels
   */
  public DotRows(String across, double width) {
    this.across = across;
    this.width = width;
  }

  /** Adds a row below the others. */
  public DotRows row(String name, List<Dot> dots) {
    rows.add(new Row(name, List.copyOf(dots)));
    return this;
  }

  /**
   * The element.
   *
   * @param title what a reader who does not see it is told
   */
  public String svg(String title) {
    Axis axis =
        Axis.around(rows.stream().flatMap(row -> row.dots.stream()).mapToDouble(Dot::value));
    double left = 12 + CHARACTER * rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
    double floor = ROW * rows.size() + 6;
    var out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            """
            <svg role="img" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f">
            <title>%s</title>
            """,
            width,
            floor + BOTTOM,
            width,
            floor + BOTTOM,
            Markup.escaped(title)));
    for (double tick : axis.ticks()) {
      double x = x(axis, left, tick);
      out.append(
          String.format(
              Locale.ROOT,
              "<path class=\"grid\" d=\"M%.1f 6V%.1f\"/>"
                  + "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n",
              x,
              floor,
              x,
              floor + 15,
              Axis.label(tick)));
    }
    for (int i = 0; i < rows.size(); i++) {
      row(out, axis, left, rows.get(i), 6 + ROW * i + ROW / 2);
    }
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"name\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n",
            (left + width - RIGHT) / 2,
            floor + BOTTOM - 6,
            Markup.escaped(across)));
    return out.append("</svg>\n").toString();
  }

  private void row(StringBuilder out, Axis axis, double left, Row row, double y) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"label\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
            left - 6,
            y + 4,
            Markup.escaped(row.name)));
    var range = row.dots.stream().collect(Collectors.summarizingDouble(Dot::value));
    out.append(
        String.format(
            Locale.ROOT,
            "<path class=\"span\" d=\"M%.1f %.1fH%.1f\"/>\n",
            x(axis, left, range.getMin()),
            y,
            x(axis, left, range.getMax())));
    for (Dot dot : row.dots) {
      out.append(
          String.format(
              Locale.ROOT,
              "<circle class=\"mark %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"><title>%s</title></circle>\n",
              dot.style,
              x(axis, left, dot.value),
              y,
              Markup.escaped(String.format(Locale.ROOT, "%s: %.3f", dot.name, dot.value))));
    }
  }

  private double x(Axis axis, double left, double value) {
    return left + axis.position(value) * (width - left - RIGHT);
  }
}
