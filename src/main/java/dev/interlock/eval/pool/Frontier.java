package dev.interlock.eval.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The best quality to be had at each cost by mixing operating points: their non-decreasing convex
 * hull (RouterBench, arXiv 2403.12031).
 */
public final class Frontier {
  private static final int STEPS = 2000;

  private final List<Point> hull;

  /** What a way of choosing costs on average, and how good the answers are. */
  public record Point(double cost, double quality) {}

  private Frontier(List<Point> hull) {
    this.hull = hull;
  }

  public static Frontier of(List<Point> points) {
    List<Point> sorted =
        points.stream()
            .sorted(
                Comparator.comparingDouble(Point::cost)
                    .thenComparing(Comparator.comparingDouble(Point::quality).reversed()))
            .toList();
    var hull = new ArrayList<Point>();
    for (Point point : sorted) {
      if (!hull.isEmpty() && point.quality() <= hull.getLast().quality()) {
        continue;
      }
      while (hull.size() >= 2 && !turnsDown(hull.get(hull.size() - 2), hull.getLast(), point)) {
        hull.removeLast();
      }
      hull.add(point);
    }
    return new Frontier(List.copyOf(hull));
  }

  /** Whether {@code middle} is above the line from {@code from} to {@code to}. */
  private static boolean turnsDown(Point from, Point middle, Point to) {
    return (middle.quality() - from.quality()) * (to.cost() - middle.cost())
        > (to.quality() - middle.quality()) * (middle.cost() - from.cost());
  }

  public List<Point> points() {
    return hull;
  }

  public double peak() {
    return hull.getLast().quality();
  }

  public double quality(double cost) {
    if (cost <= hull.getFirst().cost()) {
      return hull.getFirst().quality();
    }
    for (int i = 1; i < hull.size(); i++) {
      Point right = hull.get(i);
      if (cost <= right.cost()) {
        Point left = hull.get(i - 1);
        double share = (cost - left.cost()) / (right.cost() - left.cost());
        return left.quality() + share * (right.quality() - left.quality());
      }
    }
    return peak();
  }

  /** The mean quality over costs from {@code least} to {@code most}: AUDC. */
  public double area(double least, double most) {
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      sum += quality(least + (most - least) * i / STEPS);
    }
    return sum / (STEPS + 1);
  }

  /** The least cost of {@code quality}; NaN if it is not reached. */
  public double costOf(double quality) {
    if (hull.getFirst().quality() >= quality) {
      return hull.getFirst().cost();
    }
    for (int i = 1; i < hull.size(); i++) {
      Point right = hull.get(i);
      if (right.quality() >= quality) {
        Point left = hull.get(i - 1);
        double share = (quality - left.quality()) / (right.quality() - left.quality());
        return left.cost() + share * (right.cost() - left.cost());
      }
    }
    return Double.NaN;
  }
}
