package dev.interlock.eval.cache;

import dev.interlock.eval.EvalReport;
import dev.interlock.eval.cache.StreamRun.Result;
import dev.interlock.eval.cache.StreamRun.Wrong;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/**
 * What operators have elsewhere: one threshold on the similarity, and no evidence. It is compared
 * as the best in hindsight, which nobody could have chosen, of .80 to .99 and of .50 to .99; as the
 * best, in hindsight too, at the error that was reached; and as one that was chosen on other texts,
 * as an operator might who has them labelled.
 */
final class FixedThresholds {
  private static final int LOWEST = 50;
  private static final int HIGHEST = 99;

  private static final NullNode NO_HITS = JsonNodeFactory.instance.nullNode();

  /** Where those begin that people use. */
  private static final double USUAL = 0.8;

  private final List<Fixed> all = new ArrayList<>();

  /** A threshold and what came of it in each order. */
  record Fixed(double threshold, List<Result> results) {
    double error() {
      return StreamErrors.of(results);
    }

    double hitRatio() {
      return StreamErrors.hitRatio(results);
    }
  }

  /** None: nothing to compare with. */
  static final FixedThresholds NONE = new FixedThresholds();

  private FixedThresholds() {}

  /** All of them, by the results of each. */
  static FixedThresholds of(DoubleFunction<List<Result>> run) {
    var fixed = new FixedThresholds();
    for (int hundredths = LOWEST;
        hundredths <= HIGHEST;
        hundredths += hundredths < USUAL * 100 ? 2 : 1) {
      double threshold = hundredths / 100.0;
      List<Result> results = run.apply(threshold).stream().map(FixedThresholds::counted).toList();
      fixed.all.add(new Fixed(threshold, results));
    }
    return fixed;
  }

  /** The same without the texts of wrong hits, which low thresholds have millions of. */
  private static Result counted(Result result) {
    List<Wrong> wrong = result.wrong();
    return new Result(
        result.requests(),
        result.hits(),
        wrong.isEmpty() ? wrong : Collections.nCopies(wrong.size(), wrong.getFirst()),
        result.firstHit(),
        result.course());
  }

  /** The one with the most hits of those whose error is {@code most} or less. */
  private Optional<Fixed> best(double most, double from) {
    Optional<Fixed> best = Optional.empty();
    for (Fixed one : all) {
      if (one.threshold() >= from
          && one.error() <= most
          && one.hitRatio() > best.map(Fixed::hitRatio).orElse(0.0)) {
        best = Optional.of(one);
      }
    }
    return best;
  }

  private Optional<Fixed> at(double threshold) {
    return all.stream().filter(one -> one.threshold() == threshold).findFirst();
  }

  /**
   * The figures to compare with.
   *
   * @param error that was reached under δ
   * @param other thresholds on texts whose answers are others; {@link #NONE} leaves that out
   */
  void figures(double delta, double error, FixedThresholds other, Map<String, Object> figures) {
    hindsight("best_static", best(delta, USUAL), figures);
    hindsight("best_static_wide", best(delta, 0), figures);
    hindsight("same_error_static", best(error, 0), figures);
    if (other == NONE) {
      return;
    }
    Optional<Fixed> there = other.best(delta, 0);
    Optional<Fixed> here = there.flatMap(chosen -> at(chosen.threshold()));
    List<Result> results = here.map(Fixed::results).orElse(List.of());
    boolean any = StreamErrors.hits(results) > 0;
    // Where none keeps δ there, nobody would use one.
    figures.put("chosen_static_threshold", here.map(Fixed::threshold).orElse(1.0));
    figures.put(
        "chosen_static_error_where_chosen",
        there.isPresent() ? EvalReport.rounded(there.get().error()) : NO_HITS);
    figures.put("chosen_static_hit_ratio", EvalReport.rounded(StreamErrors.hitRatio(results)));
    figures.put(
        "chosen_static_error", any ? EvalReport.rounded(StreamErrors.of(results)) : NO_HITS);
    figures.put(
        "chosen_static_error_upper95",
        any ? EvalReport.rounded(StreamErrors.upper95(results)) : NO_HITS);
    figures.put("chosen_static_error_worst_order", EvalReport.rounded(StreamErrors.worst(results)));
    figures.put("chosen_static_orders_above_delta", StreamErrors.above(delta, results));
    figures.put("chosen_static_keeps_delta", StreamErrors.of(results) <= delta);
  }

  private static void hindsight(String name, Optional<Fixed> best, Map<String, Object> figures) {
    figures.put(name + "_hit_ratio", EvalReport.rounded(best.map(Fixed::hitRatio).orElse(0.0)));
    figures.put(name + "_threshold", best.map(Fixed::threshold).orElse(1.0));
    figures.put(name + "_error", EvalReport.rounded(best.map(Fixed::error).orElse(0.0)));
  }

  /** Hits and error of each. */
  List<Map<String, Object>> curve() {
    List<Map<String, Object>> curve = new ArrayList<>();
    for (Fixed one : all) {
      Map<String, Object> point = new LinkedHashMap<>();
      point.put("threshold", one.threshold());
      point.put("hit_ratio", EvalReport.rounded(one.hitRatio()));
      point.put("error", EvalReport.rounded(one.error()));
      curve.add(point);
    }
    return curve;
  }
}
