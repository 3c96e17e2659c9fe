package dev.interlock.bootstrap;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.EncoderSettings;
import dev.interlock.embedding.LocalTextEncoder;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.routing.RequestRouter;
import dev.interlock.routing.RouterEnvironment;
import dev.interlock.routing.RouterSetup;
import dev.interlock.routing.RoutingSnapshot;
import dev.interlock.signal.SignalRunner;
import dev.interlock.signal.intent.IntentSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that decides, without any listener: what {@code serve}, {@code explain} and the
 * benchmarks share. Thread-safe; closing it frees the encoder's native memory.
 */
public final class DecisionEngine implements AutoCloseable {
  /** Explanations are for people: they get the time they need. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RoutingSnapshot snapshot;
  private final LocalTextEncoder encoder;
  private final Closing opened;

  private DecisionEngine(RoutingSnapshot snapshot, LocalTextEncoder encoder, Closing opened) {
    this.snapshot = snapshot;
    this.encoder = encoder;
    this.opened = opened;
  }

  /**
   * Builds the engine; if that fails, nothing is left open.
   *
   * @param home the distribution's folder, with {@code encoder} and {@code heads} in it
   * @param threads threads that will decide at once
   */
  public static DecisionEngine build(Loaded.Valid loaded, Path home, int threads) {
    Configuration configuration = loaded.configuration();
    ModelCatalog catalog = configuration.catalog();
    long generation = loaded.generation().number();
    try (var opened = new Closing()) {
      LocalTextEncoder encoder = opened.add(encoder(configuration.encoder(), home, threads));
      var signals =
          new SignalRunner(
              SignalFamilies.open(configuration.intents(), encoder, home.resolve("heads")));
      Map<String, Consequence> intents =
          configuration.intents().stream()
              .collect(Collectors.toMap(IntentSpec::name, IntentSpec::consequence));
      InstantSource clock = InstantSource.system();
      var router =
          new RequestRouter(
              new RouterSetup(
                  generation, catalog, configuration.policy(), signals, encoder, intents),
              new RouterEnvironment(new DecisionIds(clock), clock, System::nanoTime));
      var snapshot = new RoutingSnapshot(generation, catalog, router);
      return new DecisionEngine(snapshot, encoder, opened.release());
    }
  }

  private static LocalTextEncoder encoder(EncoderSettings settings, Path home, int threads) {
    Path shipped = home.resolve("encoder");
    return switch (settings.forward()) {
      case AUTO -> EncoderLoader.open(shipped, settings.path(), threads);
      case OFF -> EncoderLoader.openWithoutForward(shipped, "encoder.forward: off");
    };
  }

  public RoutingSnapshot snapshot() {
    return snapshot;
  }

  /** The decision that {@code request} would get; nothing is counted. */
  public Decision explain(InferenceRequest request, RequestHead head) {
    return snapshot
        .router()
        .route(request, head, Deadline.after(PATIENCE, System::nanoTime))
        .decision();
  }

  /** Which vectors there are, and why not others. */
  public String encoderStatus() {
    return encoder.status().toString();
  }

  @Override
  public void close() {
    opened.close();
  }
}
