package dev.interlock.routing;

import dev.interlock.proto.decision.v1.Cache;
import dev.interlock.proto.decision.v1.Meaning;
import dev.interlock.semantic.Look;
import java.util.Optional;

/** Writes down what the cache did for one request, or would have done. Not thread-safe. */
final class CacheAccount {
  private Optional<Meaning> meaning = Optional.empty();
  private Optional<CacheHit> would = Optional.empty();

  /** What was found among questions that mean the same. */
  void meaning(Look look) {
    meaning = Optional.of(MeaningText.record(look));
  }

  /** {@code hit} would have answered, if the decision were more than looked at. */
  void would(CacheHit hit) {
    would = Optional.of(hit);
  }

  /**
   * Of a request that goes to a model.
   *
   * @param looked whether an answer was looked for
   * @param rule that stated the terms
   * @param notKept why its answer is not kept, if it is not
   */
  Cache miss(boolean looked, String rule, Optional<NotKept> notKept) {
    var cache = Cache.newBuilder().setStatus(looked ? "miss" : "bypass").setRule(rule);
    would.ifPresent(
        hit ->
            cache
                .setStatus(hit.would())
                .setAgeSeconds(hit.ageMs() * 1e-3)
                .setDecision(hit.entry().keeping().decisionId()));
    notKept.map(NotKept::code).ifPresent(cache::setNotKept);
    meaning.ifPresent(cache::setMeaning);
    return cache.build();
  }

  /** Of a request that {@code hit} answers. */
  Cache hit(CacheHit hit) {
    var cache =
        Cache.newBuilder()
            .setStatus(hit.status())
            .setRule(hit.verdict().stated().cacheRule())
            .setAgeSeconds(hit.ageMs() * 1e-3)
            .setDecision(hit.entry().keeping().decisionId());
    hit.entry()
        .usage()
        .ifPresent(
            usage ->
                cache
                    .setSavedUsd(hit.model().price().usd(usage))
                    .setInputTokens(usage.inputTokens())
                    .setOutputTokens(usage.outputTokens()));
    meaning.ifPresent(cache::setMeaning);
    return cache.build();
  }
}
