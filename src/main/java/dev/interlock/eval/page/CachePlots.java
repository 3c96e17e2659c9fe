package dev.interlock.eval.page;

import dev.interlock.eval.chart.Axis;
import dev.interlock.eval.chart.LinePlot;
import dev.interlock.eval.chart.LinePlot.At;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The plots of one stream. */
final class CachePlots {
  private static final double WIDTH = 520;
  private static final double HEIGHT = 300;
  private static final double SMALL_WIDTH = 344;
  private static final double SMALL_HEIGHT = 220;
  private static final String[] STYLES = {"router", "prior", "oracle"};

  private CachePlots() {}

  /** The error so far over the stream, between the orders with the least and the largest. */
  static String error(String title, JsonNode figures) {
    double delta = 100 * figures.path("delta").asDouble();
    List<At> largest = course(figures, "error_so_far_largest");
    double most = largest.stream().mapToDouble(At::upward).max().orElse(0);
    double requests = figures.path("requests").asDouble(1);
    var plot =
        new LinePlot(
            over(requests),
            new Axis(0, 1.1 * Math.max(most, 1.25 * delta), false),
            "requests",
            "wrong of hits so far, %",
            SMALL_WIDTH,
            SMALL_HEIGHT);
    List<At> course = afterFirstHit(figures, course(figures, "error_so_far"));
    plot.band(
        "least to largest of the orders",
        "router",
        afterFirstHit(figures, course(figures, "error_so_far_least")),
        afterFirstHit(figures, largest));
    plot.line("δ", "dashed", List.of(new At(0, delta), new At(requests, delta)));
    plot.line("all orders", "router", course);
    return plot.svg(title + ": error so far, all orders and their spread, and δ");
  }

  /** With room for what stands at the end. */
  private static Axis over(double requests) {
    return new Axis(0, 1.12 * requests, false);
  }

  private static List<At> course(JsonNode figures, String name) {
    List<At> points = new ArrayList<>();
    JsonNode parts = figures.path("course").path(name);
    double each = figures.path("requests").asDouble() / Math.max(1, parts.size());
    for (int i = 0; i < parts.size(); i++) {
      points.add(new At((i + 1) * each, 100 * parts.path(i).asDouble()));
    }
    return points;
  }

  /** Before any order has a hit there is no error to speak of. */
  private static List<At> afterFirstHit(JsonNode figures, List<At> course) {
    JsonNode hits = figures.path("course").path("hit_ratio");
    int from = 0;
    while (from < hits.size() && hits.path(from).asDouble() == 0) {
      from++;
    }
    return from < course.size() ? course.subList(from, course.size()) : List.of();
  }

  /** How many requests are answered by reuse over the stream, at each δ. */
  static String hits(String title, List<JsonNode> deltas) {
    double requests = deltas.getFirst().path("requests").asDouble(1);
    double most =
        deltas.stream()
            .flatMap(figures -> course(figures, "hit_ratio").stream())
            .mapToDouble(At::upward)
            .max()
            .orElse(0);
    var plot =
        new LinePlot(
            over(requests),
            new Axis(0, Math.max(1, 1.1 * most), false),
            "requests",
            "hits of requests, %",
            WIDTH,
            HEIGHT);
    for (int i = 0; i < deltas.size(); i++) {
      String style = STYLES[i % STYLES.length];
      List<At> course = course(deltas.get(i), "hit_ratio");
      String name = "δ " + CacheNames.delta(deltas.get(i));
      plot.line(name, style, course);
      if (deltas.get(i).path("hits").asInt() > 0) {
        plot.point(name, style, course.getLast());
      }
    }
    return plot.svg(title + ": hit ratio over the stream");
  }

  /** Precision over hit ratio, of the bound at many δ and of fixed thresholds. */
  static String precision(String title, JsonNode curves) {
    List<JsonNode> fixed = elements(curves.path("static"));
    List<JsonNode> bounded =
        elements(curves.path("bounded")).stream()
            .filter(point -> point.path("hit_ratio").asDouble() > 0)
            .sorted(
                (a, b) ->
                    Double.compare(a.path("hit_ratio").asDouble(), b.path("hit_ratio").asDouble()))
            .toList();
    double most =
        Stream.concat(fixed.stream(), bounded.stream())
            .mapToDouble(point -> point.path("hit_ratio").asDouble())
            .max()
            .orElse(0);
    double least =
        Stream.concat(fixed.stream(), bounded.stream())
            .filter(point -> point.path("threshold").asDouble(1) >= SHOWN)
            .mapToDouble(point -> 1 - point.path("error").asDouble())
            .min()
            .orElse(0);
    var plot =
        new LinePlot(
            new Axis(0, Math.max(1, 105 * most), false),
            new Axis(Math.min(99, 100 * least - 0.5), 100.1, false),
            "hits of requests, %",
            "right of hits, %",
            WIDTH,
            HEIGHT);
    List<JsonNode> shown =
        fixed.stream()
            .filter(point -> point.path("hit_ratio").asDouble() > 0)
            .filter(point -> 1 - point.path("error").asDouble() >= least - 1e-9)
            .toList();
    plot.line("fixed thresholds", "constant", shown.stream().map(CachePlots::at).toList());
    plot.line("bounded", "router", bounded.stream().map(CachePlots::at).toList());
    for (JsonNode point : bounded) {
      plot.point("δ " + CacheNames.delta(point), "router", at(point));
    }
    for (JsonNode point : shown) {
      String threshold =
          String.format(Locale.ROOT, "%.2f", point.path("threshold").asDouble()).substring(1);
      if (threshold.endsWith("0") || threshold.endsWith("5")) {
        plot.point(threshold, "constant", at(point));
      } else {
        plot.dot(threshold, "constant", at(point), 2);
      }
    }
    return plot.svg(title + ": precision over hit ratio");
  }

  /** Fixed thresholds below are drawn only as far as they are no less precise than those above. */
  private static final double SHOWN = 0.7;

  private static At at(JsonNode point) {
    return new At(
        100 * point.path("hit_ratio").asDouble(), 100 - 100 * point.path("error").asDouble());
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
