package dev.interlock.bootstrap;

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
    metrics.gaugePerModel(
        "interlock_model_resting",
        "1 for a model whose server failed lately, so that others are asked before it",
        resting ->
            generations
                .catalog()
                .models()
                .forEach(m -> resting.accept(m.id(), engine.breakers().isAwake(m.id()) ? 0L : 1L)));
  }
}
