package dev.interlock.bench;

import dev.interlock.bootstrap.ConfigurationLoader;
import dev.interlock.bootstrap.DecisionEngine;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.bootstrap.SignalFamilies;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.Question;
import dev.interlock.concurrent.Deadline;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;
import dev.interlock.routing.Router;
import dev.interlock.routing.RoutingOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** The engine that {@code serve} runs, in this process and on one thread. */
final class EngineDecider implements Decider {
  /** No decision is cut short: a deadline would make slow ones look fast. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final RequestHead HEAD =
      new RequestHead("POST", Api.CHAT.path(), Map.of("content-type", "application/json"));

  /** As the rows that are answered by meaning. */
  private static final RequestHead BY_MEANING =
      new RequestHead(
          "POST",
          Api.CHAT.path(),
          Map.of("content-type", "application/json", "x-bench-cache", "semantic"));

  private final DecisionEngine engine;

  private EngineDecider(DecisionEngine engine) {
    this.engine = engine;
  }

  static EngineDecider load(Path home, BenchFiles files) throws IOException {
    var loader =
        new ConfigurationLoader(files.environment()::get, LocalDate::now, SignalFamilies.specs());
    return switch (loader.load(files.config(), 1)) {
      case Loaded.Valid valid -> {
        DecisionEngine engine = DecisionEngine.build(valid, home, 1);
        engine.warnOfFewerBits();
        yield new EngineDecider(engine);
      }
      case Loaded.Invalid(var problems, _) ->
          throw new IOException(files.config() + ": " + problems);
    };
  }

  @Override
  public boolean decide(byte[] body) {
    if (RequestReader.read(Api.CHAT, body) instanceof ReadResult.Parsed(var parsed)) {
      Deadline deadline = Deadline.after(PATIENCE, System::nanoTime);
      RoutingOutcome outcome = engine.snapshot().router().route(parsed.request(), HEAD, deadline);
      if (!(outcome instanceof RoutingOutcome.Forward)) {
        throw new IllegalStateException("decision: " + outcome.getClass() + " (expected: Forward)");
      }
      return outcome.decision().getCoverage().getForwardRan();
    }
    throw new IllegalStateException("body: unreadable (expected: a chat request)");
  }

  /** How the answer to a chat request would be kept to serve what means the same. */
  Optional<Keeping> keeping(byte[] body) {
    if (!(RequestReader.read(Api.CHAT, body) instanceof ReadResult.Parsed(var parsed))) {
      return Optional.empty();
    }
    Router router = engine.snapshot().router();
    Optional<Question> question =
        router.questions().flatMap(all -> all.of(parsed, parsed.request(), BY_MEANING));
    Deadline deadline = Deadline.after(PATIENCE, System::nanoTime);
    return router.enforce(parsed.request(), BY_MEANING, question, deadline)
            instanceof RoutingOutcome.Forward forward
        ? forward.keeping()
        : Optional.empty();
  }

  @Override
  public void close() {
    engine.close();
  }
}
