package dev.interlock.routing;

import dev.interlock.catalog.Model;
import dev.interlock.inference.Caller;
import dev.interlock.memory.Advice;
import dev.interlock.memory.Decided;
import dev.interlock.memory.Learning;
import dev.interlock.policy.AppliedRule;
import dev.interlock.policy.Verdict;
import dev.interlock.proto.decision.v1.Memory;
import dev.interlock.selection.Expectations;
import dev.interlock.selection.Scored;
import dev.interlock.selection.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Memory's part in one decision: what it says of the candidates, and what it will have to know of
 * the choice. Immutable.
 */
final class Remembrance {
  private static final float[] NO_KINDS = new float[0];

  private final Asking asking;
  private final CandidateForecasts.Result forecast;
  private final Advice advice;

  /**
   * What is asked for whom.
   *
   * @param virtualModel empty: a model was named
   * @param intent empty: nobody knows
   */
  record Asking(String virtualModel, String intent, Caller caller) {}

  private Remembrance(Asking asking, CandidateForecasts.Result forecast, Advice advice) {
    this.asking = asking;
    this.forecast = forecast;
    this.advice = advice;
  }

  /** Asks {@code learning} about candidates with these {@code names}. */
  static Remembrance of(
      Learning learning, Asking asking, CandidateForecasts.Result forecast, List<String> names) {
    Advice advice =
        learning.advise(
            clipped(asking), asking.intent(), forecast.bundle(), forecast.kinds(), names);
    return new Remembrance(asking, forecast, advice);
  }

  /** As the decision record has the tenant. */
  private static String clipped(Asking asking) {
    return DecisionRecord.clipped(asking.caller().tenant());
  }

  /** What it says of the candidates, by index. */
  Advice advice() {
    return advice;
  }

  /** What is expected of the candidates, with what memory adds. */
  Expectations expectations() {
    double[] shifts = advice.shifts();
    return advice.frozen() || shifts.length == 0
        ? forecast.expectations()
        : forecast.expectations().shifted(shifts);
  }

  Memory record() {
    return Memory.newBuilder().setRevision(advice.revision()).setFrozen(advice.frozen()).build();
  }

  /** What is to be remembered of {@code selection}, whose plan is not empty. */
  Decided decided(Selection selection, Verdict verdict, long timeUnixMs) {
    return new Decided(
        clipped(asking),
        asking.virtualModel(),
        asking.intent(),
        rules(verdict),
        plan(selection).stream().map(this::turn).toList(),
        forecast.kinds(),
        forecast.bundle(),
        timeUnixMs);
  }

  private Decided.Turn turn(Scored scored) {
    String model = scored.model().id();
    String action = scored.action().name();
    if (scored.chance() <= 0) {
      return new Decided.Turn(model, action, Float.NaN, Float.NaN);
    }
    int index = scored.index();
    double before = Expectations.moved(scored.chance(), -advice.applied(index));
    double shift = advice.shift(index);
    double learned = shift == 0 ? before : Expectations.moved(before, shift);
    return new Decided.Turn(model, action, (float) before, (float) learned);
  }

  /** The first action of each model, as attempts go. */
  private static List<Scored> plan(Selection selection) {
    var plan = new ArrayList<Scored>();
    var models = new HashSet<Model>();
    for (Scored scored : selection.plan()) {
      if (plan.size() < Decided.MOST && models.add(scored.model())) {
        plan.add(scored);
      }
    }
    return plan;
  }

  /** What is to be remembered of a request that named {@code model}. */
  static Decided named(Model model, Asking asking, Verdict verdict, long timeUnixMs) {
    return new Decided(
        clipped(asking),
        "",
        asking.intent(),
        rules(verdict),
        List.of(Decided.Turn.unknown(model.id())),
        NO_KINDS,
        "",
        timeUnixMs);
  }

  private static List<String> rules(Verdict verdict) {
    return verdict.rules().stream().map(AppliedRule::name).toList();
  }
}
