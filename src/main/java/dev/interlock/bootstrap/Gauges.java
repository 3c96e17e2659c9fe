package dev.interlock.bootstrap;

import dev.interlock.cache.ResponseCache;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.telemetry.Metrics;

/** What is looked at when metrics are collected. */
final class Gauges {
  private Gauges() {}

  static void of(
      Metrics metrics,
      WorkerPool workers,
      ByteBudget bodies,
      DecisionEngine engine,
      Generations generations) {
    metrics.gauge("interlock_queue_depth", "Requests waiting for a worker", workers::queued);
    metrics.gauge("interlock_body_bytes", "Bytes of request bodies held", bodies::held);
    metrics.gauge(
        "interlock_conversation_answers",
        "Answers that are remembered, so that their conversations keep their model",
        () -> engine.conversations().size());
    ResponseCache cache = engine.cache();
    metrics.gauge("interlock_cache_entries", "Kept answers", cache::size);
    metrics.gauge("interlock_cache_bytes", "Heap that kept answers take, about", cache::bytes);
    metrics.gauge(
        "interlock_cache_quarantine",
        "Questions whose answers are not kept now, because feedback called one bad",
        cache::inQuarantine);
    metrics.gauge(
        "interlock_cache_distant_entries",
        "Entries that other replicas keep and that are found by meaning here",
        () -> engine.meanings().distantSize());
    PromiseGauges.of(metrics, engine.meanings(), generations::promises);
    metrics.gaugePer(
        "model",
        "interlock_model_resting",
        "1 for a model whose server failed lately, so that others are asked before it",
        resting ->
            generations
                .catalog()
                .models()
                .forEach(
                    m -> resting.accept(m.id(), engine.breakers().isAwake(m.id()) ? 0.0 : 1.0)));
  }
}
