package dev.interlock.exchange;

import dev.interlock.inference.RequestHead;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Decision;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was spent since the start, at list prices, and what {@link AlwaysTheBiggest} would have
 * been. As many sums as there are pairs of configured names.
 */
public final class Savings implements ExchangeSink {
  private final AlwaysTheBiggest baseline;
  private final Map<Names, Sums> sums = new ConcurrentHashMap<>();

  public Savings(AlwaysTheBiggest baseline) {
    this.baseline = baseline;
  }

  /**
   * Answers of one model to requests for one name.
   *
   * @param virtualModel what was asked for; empty if the model itself
   * @param model who answered
   * @param answers whose tokens are known
   * @param costUsd what they cost
   * @param baselineUsd what the biggest would have cost
   */
  public record Line(
      String virtualModel, String model, long answers, double costUsd, double baselineUsd) {}

  /** So far, in the order of the names. */
  public List<Line> lines() {
    return sums.entrySet().stream()
        .map(entry -> entry.getValue().line(entry.getKey()))
        .sorted(Comparator.comparing(Line::virtualModel).thenComparing(Line::model))
        .toList();
  }

  /** An answer from the cache cost nothing, for what the model that gave it had cost. */
  @Override
  public void decided(Decision decision, RequestHead head, long nanos) {
    // What was only looked on saved nothing.
    if (decision.getOutcome().hasCached() && decision.getMode().isEmpty()) {
      var names =
          new Names(
              decision.getRequest().getVirtualModel(),
              decision.getOutcome().getCached().getModel());
      Sums sum = sums.computeIfAbsent(names, _ -> new Sums());
      sum.answers.increment();
      sum.baseline.add(decision.getCache().getSavedUsd());
    }
  }

  @Override
  public void ended(Exchange exchange) {
    // What was only looked on saved nothing.
    if (exchange.decision().getMode().isEmpty()) {
      exchange.usage().ifPresent(usage -> add(exchange, usage));
    }
  }

  private void add(Exchange exchange, Usage usage) {
    var names =
        new Names(exchange.decision().getRequest().getVirtualModel(), exchange.model().id());
    Sums sum = sums.computeIfAbsent(names, _ -> new Sums());
    sum.answers.increment();
    sum.cost.add(exchange.usd(usage));
    sum.baseline.add(baseline.usd(exchange, usage));
  }

  private record Names(String virtualModel, String model) {}

  private static final class Sums {
    private final LongAdder answers = new LongAdder();
    private final DoubleAdder cost = new DoubleAdder();
    private final DoubleAdder baseline = new DoubleAdder();

    private Line line(Names names) {
      return new Line(names.virtualModel, names.model, answers.sum(), cost.sum(), baseline.sum());
    }
  }
}
