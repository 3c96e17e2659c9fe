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
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** What can be shown for the promises of the cache, by rule: tenants are taken together. */
final class PromiseGauges {
  private static final String RULE = "rule";

  private PromiseGauges() {}

  static void of(Metrics metrics, SemanticCache meanings) {
    metrics.gaugePer(
        RULE,
        "interlock_cache_promise_max_error",
        "The largest share of wrong answers that the rule accepts among those given again",
        by(meanings, Certificate::maxError));
    metrics.gaugePer(
        RULE,
        "interlock_cache_promise_error",
        "The share of wrong ones among the answers that were tried against a model",
        by(meanings, Certificate::observed));
    metrics.gaugePer(
        RULE,
        "interlock_cache_promise_error_lower",
        "Where the 95 % interval around that share begins",
        by(meanings, Certificate::lower));
    metrics.gaugePer(
        RULE,
        "interlock_cache_promise_error_upper",
        "Where the 95 % interval around that share ends",
        by(meanings, Certificate::upper));
    metrics.gaugePer(
        RULE,
        "interlock_cache_promise_samples",
        "How many answers were tried against a model; old ones fade",
        by(meanings, Certificate::samples));
    metrics.gaugePer(
        RULE,
        "interlock_cache_promise_open",
        "1 if answers may be given again to some tenant, 0 if not yet or no more",
        by(meanings, certificate -> certificate.open() ? 1 : 0));
    metrics.count(
        "interlock_cache_collisions",
        "Questions whose vector all but equals an earlier one's, with few words in common",
        () -> meanings.collisions().seen());
    metrics.count(
        "interlock_cache_collided_entries",
        "Entries that are found by no question any more, as several questions collided with them",
        () -> meanings.collisions().quarantined());
  }

  private static Consumer<BiConsumer<String, Double>> by(
      SemanticCache meanings, ToDoubleFunction<Certificate> value) {
    return gauge ->
        together(meanings)
            .forEach((rule, certificate) -> gauge.accept(rule, value.applyAsDouble(certificate)));
  }

  private static Map<String, Certificate> together(SemanticCache meanings) {
    return meanings.view().stream()
        .collect(
            groupingBy(
                SemanticView::rule,
                mapping(
                    SemanticView::certificate,
                    collectingAndThen(toList(), Certificate::together))));
  }
}
