package dev.interlock.bootstrap;

import dev.interlock.admin.DecisionsApi;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.exchange.AlwaysTheBiggest;
import dev.interlock.exchange.BreakerSink;
import dev.interlock.exchange.CacheSink;
import dev.interlock.exchange.ConversationSink;
import dev.interlock.exchange.DecisionLog;
import dev.interlock.exchange.ExchangeSink;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.exchange.GenAiSink;
import dev.interlock.exchange.MemorySink;
import dev.interlock.exchange.MetricsSink;
import dev.interlock.exchange.RecentDecisions;
import dev.interlock.exchange.Savings;
import dev.interlock.exchange.TenantSink;
import dev.interlock.exchange.TraceSink;
import dev.interlock.journal.Journal;
import dev.interlock.journal.JournalSettings;
import dev.interlock.memory.Learning;
import dev.interlock.telemetry.Metrics;
import dev.interlock.telemetry.Telemetry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Who is told of decisions and answers, and what people may ask of them.
 *
 * @param log the records, by decision
 * @param recent the latest, in short
 * @param savings since the start
 * @param baseline what always asking the biggest model would have cost
 */
record Told(DecisionLog log, RecentDecisions recent, Savings savings, AlwaysTheBiggest baseline) {
  /** Bytes of recent decisions kept for {@code GET /api/decisions/{id}}. */
  private static final long DECISION_BYTES = 8L << 20;

  /** Nothing yet. */
  static Told of(Supplier<ModelCatalog> catalog) {
    var baseline = new AlwaysTheBiggest(catalog);
    return new Told(
        new DecisionLog(DECISION_BYTES),
        new RecentDecisions(DecisionsApi.MOST),
        new Savings(baseline),
        baseline);
  }

  /** What is kept on disk, if anything; {@code running} closes it. */
  List<ExchangeSink> kept(
      Configuration configuration,
      Generations generations,
      Learning learning,
      Metrics metrics,
      Closing running)
      throws IOException {
    var kept = new ArrayList<ExchangeSink>();
    if (configuration.journal().path().isPresent()) {
      kept.add(running.add(journal(configuration, generations, learning, metrics)));
    }
    if (configuration.samples().folder().isPresent()) {
      kept.add(
          running.add(
              SamplesSection.start(
                  configuration.samples(),
                  configuration.samples().folder().get(),
                  generations,
                  metrics)));
    }
    return kept;
  }

  private Journal journal(
      Configuration configuration, Generations generations, Learning learning, Metrics metrics)
      throws IOException {
    JournalSettings settings = configuration.journal();
    var journal =
        Journal.open(
            settings,
            settings.path().orElseThrow(),
            generations::catalog,
            baseline,
            learning::isFrozen);
    metrics.gauge(
        "interlock_journal_lost",
        "Requests missing in the journal since the start: the disk is slow or full",
        journal::lost);
    return journal;
  }

  /** Everybody, {@code kept} at the end. */
  ExchangeSinks sinks(
      Configuration configuration,
      Telemetry telemetry,
      DecisionEngine engine,
      List<ExchangeSink> kept) {
    var sinks =
        new ArrayList<ExchangeSink>(
            List.of(
                new BreakerSink(engine.breakers()),
                new ConversationSink(engine.conversations()),
                new MemorySink(engine.learning()),
                new CacheSink(engine.cache()),
                log,
                recent,
                savings,
                new MetricsSink(telemetry.metrics(), baseline),
                new GenAiSink(telemetry.genAi(), InstantSource.system())));
    sinks.add(new TenantSink(telemetry.tenants(configuration.metricTenants())));
    sinks.addAll(kept);
    if (configuration.telemetry().otlp().isPresent()) {
      sinks.add(new TraceSink(telemetry.tracer(), InstantSource.system()));
    }
    return new ExchangeSinks(sinks, telemetry.metrics(), System::nanoTime);
  }
}
