package dev.interlock.head;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Limited-memory BFGS with backtracking (Nocedal & Wright, 2006, algorithms 7.4 and 3.1) for smooth
 * convex functions. Deterministic; one thread.
 */
final class Lbfgs {
  private static final int MEMORY = 6;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final int MAX_BACKTRACKS = 20;

  private Lbfgs() {}

  /** A function and its gradient. */
  interface Objective {
    /** The value at {@code at}; overwrites {@code gradient}. */
    double evaluate(float[] at, float[] gradient);
  }

  /**
   * Minimises {@code objective} from {@code start}, in place.
   *
   * @param iterations at most this many steps
   * @param tolerance stop when a step gains less than this share of the value
   */
  static void minimize(Objective objective, float[] start, int iterations, double tolerance) {
    int n = start.length;
    float[] gradient = new float[n];
    double value = objective.evaluate(start, gradient);
    Deque<Step> steps = new ArrayDeque<>();
    for (int iteration = 0; iteration < iterations; iteration++) {
      float[] direction = direction(gradient, steps);
      double slope = dot(direction, gradient);
      if (slope >= 0) {
        return;
      }
      double size = steps.isEmpty() ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
      float[] next = new float[n];
      float[] nextGradient = new float[n];
      double nextValue = Double.NaN;
      int backtracks = 0;
      for (; backtracks < MAX_BACKTRACKS; backtracks++, size /= 2) {
        for (int i = 0; i < n; i++) {
          next[i] = start[i] + (float) size * direction[i];
        }
        nextValue = objective.evaluate(next, nextGradient);
        if (nextValue <= value + SUFFICIENT_DECREASE * size * slope) {
          break;
        }
      }
      if (backtracks == MAX_BACKTRACKS) {
        return;
      }
      remember(steps, start, next, gradient, nextGradient);
      System.arraycopy(next, 0, start, 0, n);
      gradient = nextGradient;
      double gain = value - nextValue;
      value = nextValue;
      if (gain <= tolerance * Math.abs(value)) {
        return;
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Step(float[] moved, float[] turned, double curvature) {}

  private static void remember(
      Deque<Step> steps, float[] from, float[] to, float[] gradientFrom, float[] gradientTo) {
    float[] moved = new float[from.length];
    float[] turned = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      moved[i] = to[i] - from[i];
      turned[i] = gradientTo[i] - gradientFrom[i];
    }
    double curvature = dot(moved, turned);
    if (curvature > 1e-12) {
      if (steps.size() == MEMORY) {
        steps.removeFirst();
      }
      steps.addLast(new Step(moved, turned, curvature));
    }
  }

  private static float[] direction(float[] gradient, Deque<Step> steps) {
    float[] q = gradient.clone();
    List<Step> newestFirst = new ArrayList<>(steps).reversed();
    double[] alpha = new double[newestFirst.size()];
    for (int k = 0; k < alpha.length; k++) {
      Step step = newestFirst.get(k);
      alpha[k] = dot(step.moved, q) / step.curvature;
      addScaled(q, -alpha[k], step.turned);
    }
    double scale = 1;
    if (alpha.length > 0) {
      Step newest = newestFirst.getFirst();
      scale = newest.curvature / dot(newest.turned, newest.turned);
    }
    for (int i = 0; i < q.length; i++) {
      q[i] *= (float) scale;
    }
    for (int k = alpha.length - 1; k >= 0; k--) {
      Step step = newestFirst.get(k);
      double beta = dot(step.turned, q) / step.curvature;
      addScaled(q, alpha[k] - beta, step.moved);
    }
    for (int i = 0; i < q.length; i++) {
      q[i] = -q[i];
    }
    return q;
  }

  private static void addScaled(float[] to, double factor, float[] vector) {
    float f = (float) factor;
    for (int i = 0; i < to.length; i++) {
      to[i] += f * vector[i];
    }
  }

  private static double dot(float[] a, float[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += (double) a[i] * b[i];
      s1 += (double) a[i + 1] * b[i + 1];
      s2 += (double) a[i + 2] * b[i + 2];
      s3 += (double) a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += (double) a[i] * b[i];
    }
    return s0 + s1 + s2 + s3;
  }
}
