package dev.interlock.bootstrap;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.interlock.reuse.Certificate;
import dev.interlock.semantic.SemanticCache;
import dev.interlock.semantic.SemanticView;
import dev.interlock.telemetry.Metrics;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What can be shown for the promises of the cache, by rule: tenants are taken together, and what is
 * only observed of a rule is apart, as {@code NAME (observed)}. Evidence for what a rule promised
 * before a reload is none for what it promises now.
 *
 * @param inForce what rules promise now
 */
record PromiseGauges(
    Metrics metrics, SemanticCache meanings, Supplier<Map<String, Double>> inForce) {
  static void of(Metrics metrics, SemanticCache meanings, Supplier<Map<String, Double>> inForce) {
    var promises = new PromiseGauges(metrics, meanings, inForce);
    promises.gauge(
        "interlock_cache_promise_max_error",
        "The largest share of wrong answers that the rule accepts among those given again",
        Certificate::maxError);
    promises.gauge(
        "interlock_cache_promise_error",
        "The share of wrong ones among the answers that were tried against a model",
        Certificate::observed);
    promises.gauge(
        "interlock_cache_promise_error_lower",
        "Where the 95 % interval around that share begins",
        Certificate::lower);
    promises.gauge(
        "interlock_cache_promise_error_upper",
        "Where the 95 % interval around that share ends",
        Certificate::upper);
    promises.gauge(
        "interlock_cache_promise_samples",
        "How many answers were tried against a model; old ones fade",
        Certificate::samples);
    promises.gauge(
        "interlock_cache_promise_open",
        "1 if answers may be given again to some tenant, 0 if not yet or no more",
        certificate -> certificate.open() ? 1 : 0);
    metrics.count(
        "interlock_cache_collisions",
        "Questions whose vector all but equals an earlier one's, with few words in common",
        () -> meanings.collisions().seen());
    metrics.count(
        "interlock_cache_collided_entries",
        "Entries that are found by no question any more, as several questions collided with them",
        () -> meanings.collisions().quarantined());
  }

  private void gauge(String name, String help, ToDoubleFunction<Certificate> value) {
    metrics.gaugePer(
        "rule",
        name,
        help,
        gauge -> byRule().forEach((rule, shown) -> gauge.accept(rule, value.applyAsDouble(shown))));
  }

  private Map<String, Certificate> byRule() {
    Map<String, Double> now = inForce.get();
    return meanings.view().stream()
        .filter(
            shown -> Double.valueOf(shown.certificate().maxError()).equals(now.get(shown.rule())))
        .collect(
            groupingBy(
                shown -> shown.observed() ? shown.rule() + " (observed)" : shown.rule(),
                mapping(
                    SemanticView::certificate,
                    collectingAndThen(toList(), Certificate::together))));
  }
}
