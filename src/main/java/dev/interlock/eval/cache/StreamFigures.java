package dev.interlock.eval.cache;

import dev.interlock.eval.EvalReport;
import dev.interlock.eval.cache.StreamRun.Result;
import dev.interlock.eval.cache.StreamRun.Wrong;
import dev.interlock.reuse.ReuseBoundaries;
import dev.interlock.reuse.ReuseBoundary;
import dev.interlock.reuse.ReuseSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** A set in many orders: the boundary at each δ, and fixed thresholds. */
final class StreamFigures {
  private static final NullNode NONE = JsonNodeFactory.instance.nullNode();
  private static final int ORDERS = 20;
  private static final long LOTS = 0x5DEECE66DL;

  private final List<List<Asked>> orders = new ArrayList<>();
  private final NearTexts near;
  private final PairChance pairs;
  private final long seed;
  private final int delay;

  /**
   * The orders, each of at most {@code most} of the texts.
   *
   * @param seed of orders and lots
   */
  StreamFigures(
      StreamSet set, List<Asked> texts, NearTexts near, int most, long seed, PairChance pairs) {
    this.near = near;
    this.pairs = pairs;
    this.seed = seed;
    this.delay = set.delay();
    for (int order = 0; order < ORDERS; order++) {
      var shuffled = new ArrayList<>(texts);
      Collections.shuffle(shuffled, new Random(seed * 1000 + order));
      orders.add(set.order(shuffled.subList(0, Math.min(most, shuffled.size()))));
    }
  }

  /** The results of all orders. */
  List<Result> all(Supplier<ReusePolicy> policy) {
    return orders.stream().map(order -> run(order, policy.get())).toList();
  }

  private Result run(List<Asked> order, ReusePolicy policy) {
    return StreamRun.of(order, policy, pairs, delay, near);
  }

  FixedThresholds fixed() {
    return FixedThresholds.of(threshold -> all(() -> ReusePolicy.fixed(threshold)));
  }

  List<Result> bounded(ReuseSettings settings) {
    var lots = new Random(seed ^ LOTS);
    return all(() -> scope(settings, lots).apply(0));
  }

  /** A scope that knows nothing, by the number of its stream's first entry. */
  private LongFunction<ReusePolicy> scope(ReuseSettings settings, Random lots) {
    if (pairs.equals(PairChance.NONE)) {
      var boundary = new ReuseBoundary(settings, lots::nextDouble);
      return firstId -> new BoundAlone(boundary, firstId);
    }
    var boundaries = new ReuseBoundaries(settings, lots::nextDouble);
    return firstId -> new BoundedPolicy(boundaries, firstId);
  }

  /**
   * The same from empty caches in scopes that know one other order already: what is missing of its
   * hits without that is what it costs to begin cold.
   */
  List<Result> warm(ReuseSettings settings) {
    var lots = new Random(seed ^ LOTS);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      List<Asked> before = orders.get((i + 1) % orders.size());
      LongFunction<ReusePolicy> scope = scope(settings, lots);
      run(before, scope.apply(0));
      results.add(run(orders.get(i), scope.apply(before.size())));
    }
    return results;
  }

  /** The figures of a δ. */
  static Map<String, Object> figures(double delta, List<Result> results) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("delta", delta);
    boolean any = StreamErrors.hits(results) > 0;
    figures.put("error", any ? rounded(StreamErrors.of(results)) : NONE);
    figures.put("error_upper95", any ? rounded(StreamErrors.upper95(results)) : NONE);
    figures.put("error_worst_order", rounded(StreamErrors.worst(results)));
    figures.put("orders_above_delta", StreamErrors.above(delta, results));
    figures.put("orders", results.size());
    figures.put(
        "error_of_requests",
        rounded((double) StreamErrors.wrong(results) / StreamErrors.requests(results)));
    figures.put("hit_ratio", rounded(StreamErrors.hitRatio(results)));
    figures.put("hits", StreamErrors.hits(results));
    figures.put("wrong", StreamErrors.wrong(results));
    figures.put("requests", results.getFirst().requests());
    figures.put(
        "first_hit_median",
        results.stream()
            .mapToInt(Result::firstHit)
            .sorted()
            .skip(results.size() / 2)
            .findFirst()
            .orElse(0));
    figures.put(
        "orders_without_hits", results.stream().filter(result -> result.hits() == 0).count());
    figures.put("course", StreamCourse.of(results));
    return figures;
  }

  /** What a cold beginning costs, hits as means over the orders. */
  static void cold(List<Result> cold, List<Result> warm, Map<String, Object> figures) {
    figures.put("warm_hit_ratio", rounded(StreamErrors.hitRatio(warm)));
    figures.put("warm_error", StreamErrors.hits(warm) > 0 ? rounded(StreamErrors.of(warm)) : NONE);
    figures.put(
        "hits_lost_cold",
        rounded((double) (StreamErrors.hits(warm) - StreamErrors.hits(cold)) / cold.size()));
  }

  /** Every wrong hit, once for two texts: in how many orders, most first. */
  static List<Map<String, Object>> wrong(List<Result> results) {
    Map<List<String>, Integer> times = new LinkedHashMap<>();
    Map<List<String>, Wrong> all = new LinkedHashMap<>();
    for (Result result : results) {
      for (Wrong wrong : result.wrong()) {
        List<String> texts = List.of(wrong.earlier().text(), wrong.now().text());
        times.merge(texts, 1, Integer::sum);
        all.putIfAbsent(texts, wrong);
      }
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    times.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(
            entry -> {
              Wrong wrong = all.get(entry.getKey());
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("orders", entry.getValue());
              row.put("similarity", rounded(wrong == null ? 0 : wrong.similarity()));
              row.put("earlier", entry.getKey().getFirst());
              row.put("now", entry.getKey().getLast());
              rows.add(row);
            });
    return rows;
  }

  private static double rounded(double value) {
    return EvalReport.rounded(value);
  }
}
