package dev.interlock.eval.chart;

import dev.interlock.eval.chart.Labels.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines and points over two axes, as an SVG element. One thread.
 *
 * <p>Classes for the page to style: {@code grid}, {@code axis}, {@code tick}, {@code mark}, {@code
 * band}, and for each series the one that it was given.
 */
public final class LinePlot {
  private static final double LEFT = 52;
  private static final double BOTTOM = 40;
  private static final double TOP = 10;
  private static final double RIGHT = 12;

  private final Axis horizontal;
  private final Axis vertical;
  private final String across;
  private final String upward;
  private final double width;
  private final double height;
  private final List<String> lines = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  /** A value across and a value upward. */
  public record At(double across, double upward) {}

  private record Mark(String name, String style, At at, double radius, boolean named) {}

  /**
   * An empty plot.
   *
   * @param across name of the horizontal axis
   * @param upward name of the vertical axis
   * @param width of the whole, in pixels
   * @param height of the whole, in pixels
   */
  public LinePlot(
      Axis horizontal, Axis vertical, String across, String upward, double width, double height) {
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.across = across;
    this.upward = upward;
    this.width = width;
    this.height = height;
  }

  /** Adds a line through {@code points}, in their order. */
  public LinePlot line(String name, String style, List<At> points) {
    var path = new StringBuilder();
    for (At point : points) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(String.format(Locale.ROOT, "%.1f %.1f", x(point), y(point)));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "<path class=\"line %s\" d=\"%s\"><title>%s</title></path>\n",
            style,
            path,
            Markup.escaped(name)));
    return this;
  }

  /** Adds an area between two lines from left to right, behind what is drawn afterwards. */
  public LinePlot band(String name, String style, List<At> lower, List<At> upper) {
    var path = new StringBuilder();
    List<At> around = new ArrayList<>(lower);
    around.addAll(upper.reversed());
    for (At point : around) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(String.format(Locale.ROOT, "%.1f %.1f", x(point), y(point)));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "<path class=\"band %s\" d=\"%sZ\"><title>%s</title></path>\n",
            style,
            path,
            Markup.escaped(name)));
    return this;
  }

  /** Adds a point with its name beside it, where there is room. */
  public LinePlot point(String name, String style, At at) {
    marks.add(new Mark(name, style, at, 3.5, true));
    return this;
  }

  /** Adds a point whose name shows when it is pointed at. */
  public LinePlot dot(String name, String style, At at, double radius) {
    marks.add(new Mark(name, style, at, radius, false));
    return this;
  }

  /**
   * The element.
   *
   * @param title what a reader who does not see it is told
   */
  public String svg(String title) {
    var out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            """
            <svg role="img" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f">
            <title>%s</title>
            """,
            width,
            height,
            width,
            height,
            Markup.escaped(title)));
    axes(out);
    lines.forEach(out::append);
    marks(out);
    return out.append("</svg>\n").toString();
  }

  private void axes(StringBuilder out) {
    double floor = height - BOTTOM;
    for (double tick : vertical.ticks()) {
      double y = y(new At(horizontal.least(), tick));
      out.append(
          String.format(
              Locale.ROOT,
              "<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/>"
                  + "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
              LEFT,
              y,
              width - RIGHT,
              LEFT - 6,
              y + 4,
              Axis.label(tick)));
    }
    for (double tick : horizontal.ticks()) {
      double x = x(new At(tick, vertical.least()));
      out.append(
          String.format(
              Locale.ROOT,
              "<path class=\"grid\" d=\"M%.1f %.1fV%.1f\"/>"
                  + "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n",
              x,
              TOP,
              floor,
              x,
              floor + 15,
              Axis.label(tick)));
    }
    out.append(
        String.format(
            Locale.ROOT,
            "<path class=\"axis\" d=\"M%.1f %.1fV%.1fH%.1f\"/>\n",
            LEFT,
            TOP,
            floor,
            width - RIGHT));
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"name\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n",
            (LEFT + width - RIGHT) / 2,
            height - 6,
            Markup.escaped(across)));
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"name\" transform=\"translate(12 %.1f) rotate(-90)\""
                + " text-anchor=\"middle\">%s</text>\n",
            (TOP + floor) / 2,
            Markup.escaped(upward)));
  }

  private void marks(StringBuilder out) {
    var labels = new Labels(width, height - BOTTOM);
    marks.forEach(mark -> labels.avoid(x(mark.at), y(mark.at)));
    for (Mark mark : marks) {
      double x = x(mark.at);
      double y = y(mark.at);
      String name = Markup.escaped(mark.name);
      out.append(
          String.format(
              Locale.ROOT,
              "<circle class=\"mark %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>\n",
              mark.style,
              x,
              y,
              mark.radius,
              name));
      if (mark.named) {
        labels.place(mark.name, x, y).ifPresent(place -> name(out, place, name));
      }
    }
  }

  private static void name(StringBuilder out, Place place, String name) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"label\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
            place.x(),
            place.y(),
            name));
  }

  private double x(At at) {
    return LEFT + horizontal.position(at.across) * (width - LEFT - RIGHT);
  }

  private double y(At at) {
    double floor = height - BOTTOM;
    return floor - vertical.position(at.upward) * (floor - TOP);
  }
}
