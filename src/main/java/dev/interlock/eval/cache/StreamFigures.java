package dev.interlock.eval.cache;

import dev.interlock.eval.EvalReport;
import dev.interlock.eval.cache.StreamRun.Result;
import dev.interlock.eval.cache.StreamRun.Wrong;
import dev.interlock.reuse.ReuseBoundary;
import dev.interlock.reuse.ReuseSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** A set in many orders: the boundary at each δ, and fixed thresholds at equal error. */
final class StreamFigures {
  /** Student's t for 95 % one-sided with 19 degrees of freedom. */
  private static final double T19 = 1.729;

  /** With fewer orders t is larger: with one degree of freedom 6.3, and less than this allows. */
  private static final double T_FEW = 3.7;

  private static final NullNode NONE = JsonNodeFactory.instance.nullNode();

  private static final int ORDERS = 20;
  private static final int LOWEST_THRESHOLD = 80;
  private static final int HIGHEST_THRESHOLD = 99;

  private final List<List<Asked>> orders = new ArrayList<>();
  private final PairChance pairs;
  private final long seed;
  private final int delay;

  /**
   * The orders, each of at most {@code most} of the texts.
   *
   * @param seed of orders and lots
   */
  StreamFigures(StreamSet set, List<Asked> texts, int most, long seed, PairChance pairs) {
    this.pairs = pairs;
    this.seed = seed;
    this.delay = set.delay();
    for (int order = 0; order < ORDERS; order++) {
      var shuffled = new ArrayList<>(texts);
      Collections.shuffle(shuffled, new Random(seed * 1000 + order));
      orders.add(set.order(shuffled.subList(0, Math.min(most, shuffled.size()))));
    }
  }

  /** A threshold and what came of it in all orders together. */
  record Fixed(double threshold, double hitRatio, double error) {}

  /** The results of all orders. */
  List<Result> all(Supplier<ReusePolicy> policy) {
    return orders.stream().map(order -> StreamRun.of(order, policy.get(), pairs, delay)).toList();
  }

  List<Fixed> fixed() {
    List<Fixed> fixed = new ArrayList<>();
    for (int hundredths = LOWEST_THRESHOLD; hundredths <= HIGHEST_THRESHOLD; hundredths++) {
      double threshold = hundredths / 100.0;
      List<Result> results = all(() -> ReusePolicy.fixed(threshold));
      fixed.add(new Fixed(threshold, hitRatio(results), error(results)));
    }
    return fixed;
  }

  List<Result> bounded(ReuseSettings settings) {
    var lots = new Random(seed ^ 0x5DEECE66DL);
    return all(() -> new BoundedPolicy(new ReuseBoundary(settings, lots::nextDouble)));
  }

  /** The figures of a δ, beside the best threshold that kept it in hindsight. */
  static Map<String, Object> figures(double delta, List<Result> results, List<Fixed> fixed) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("delta", delta);
    double[] errors = results.stream().mapToDouble(StreamFigures::error).toArray();
    boolean any = results.stream().anyMatch(result -> result.hits() > 0);
    figures.put("error", any ? rounded(error(results)) : NONE);
    figures.put("error_upper95", any ? rounded(upper(results)) : NONE);
    figures.put("error_worst_order", rounded(max(errors)));
    int over = 0;
    for (double error : errors) {
      over += error > delta ? 1 : 0;
    }
    figures.put("orders_above_delta", over);
    figures.put("orders", errors.length);
    figures.put("error_of_requests", rounded(errorOfRequests(results)));
    figures.put("hit_ratio", rounded(hitRatio(results)));
    figures.put("hits", results.stream().mapToInt(Result::hits).sum());
    figures.put("wrong", results.stream().mapToInt(result -> result.wrong().size()).sum());
    figures.put("requests", results.getFirst().requests());
    figures.put(
        "first_hit_median",
        results.stream()
            .mapToInt(Result::firstHit)
            .sorted()
            .skip(results.size() / 2)
            .findFirst()
            .orElse(0));
    Fixed best = new Fixed(1, 0, 0);
    for (Fixed one : fixed) {
      if (one.error() <= delta && one.hitRatio() > best.hitRatio()) {
        best = one;
      }
    }
    figures.put("best_static_hit_ratio", rounded(best.hitRatio()));
    figures.put("best_static_threshold", best.threshold());
    figures.put("best_static_error", rounded(best.error()));
    figures.put("course", StreamCourse.of(results));
    return figures;
  }

  static List<Map<String, Object>> wrong(List<Result> results) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int order = 0; order < results.size(); order++) {
      for (Wrong wrong : results.get(order).wrong()) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("order", order);
        row.put("similarity", rounded(wrong.similarity()));
        row.put("earlier", wrong.earlier().text());
        row.put("now", wrong.now().text());
        rows.add(row);
      }
    }
    return rows;
  }

  private static double error(Result result) {
    return result.hits() == 0 ? 0 : (double) result.wrong().size() / result.hits();
  }

  private static double error(List<Result> results) {
    int hits = results.stream().mapToInt(Result::hits).sum();
    int wrong = results.stream().mapToInt(result -> result.wrong().size()).sum();
    return hits == 0 ? 0 : (double) wrong / hits;
  }

  private static double errorOfRequests(List<Result> results) {
    int wrong = results.stream().mapToInt(result -> result.wrong().size()).sum();
    return (double) wrong / results.stream().mapToInt(Result::requests).sum();
  }

  private static double hitRatio(List<Result> results) {
    int hits = results.stream().mapToInt(Result::hits).sum();
    return (double) hits / results.stream().mapToInt(Result::requests).sum();
  }

  /**
   * Upper bound of the error over all hits, one-sided 95 %: by leaving out one order after another
   * of those that have hits, and not below what so many hits without an error would leave open.
   * Orders share their texts, so both understate it.
   */
  private static double upper(List<Result> results) {
    List<Result> some = results.stream().filter(result -> result.hits() > 0).toList();
    int hits = some.stream().mapToInt(Result::hits).sum();
    double open = 1 - Math.pow(0.05, 1.0 / hits);
    if (some.size() < 2) {
      return 1;
    }
    double[] without = new double[some.size()];
    for (int i = 0; i < without.length; i++) {
      List<Result> rest = new ArrayList<>(some);
      rest.remove(i);
      without[i] = error(rest);
    }
    double mean = Arrays.stream(without).sum() / without.length;
    double squares = 0;
    for (double one : without) {
      squares += (one - mean) * (one - mean);
    }
    double deviation = Math.sqrt(squares * (without.length - 1) / without.length);
    double student = T19 * Math.max(1, T_FEW / Math.sqrt(without.length - 1.0));
    return Math.min(1, Math.max(open, error(some) + student * deviation));
  }

  private static double max(double[] values) {
    double max = 0;
    for (double value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  private static double rounded(double value) {
    return EvalReport.rounded(value);
  }
}
