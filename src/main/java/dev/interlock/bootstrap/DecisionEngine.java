package dev.interlock.bootstrap;

import dev.interlock.cache.CacheSettings;
import dev.interlock.cache.JudgeSettings;
import dev.interlock.cache.ResponseCache;
import dev.interlock.catalog.Action;
import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.concurrent.Deadline;
import dev.interlock.concurrent.Shared;
import dev.interlock.config.Address;
import dev.interlock.conversation.ConversationSettings;
import dev.interlock.conversation.Conversations;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.embedding.EncoderManifest;
import dev.interlock.embedding.EncoderSettings;
import dev.interlock.embedding.EncoderStatus;
import dev.interlock.embedding.LocalTextEncoder;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairHead;
import dev.interlock.extproc.Enforcement;
import dev.interlock.failover.BreakerSettings;
import dev.interlock.failover.Breakers;
import dev.interlock.head.HeadException;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.memory.FeedbackSettings;
import dev.interlock.memory.Learning;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.routing.RequestRouter;
import dev.interlock.routing.Router;
import dev.interlock.routing.RouterEnvironment;
import dev.interlock.routing.RouterSetup;
import dev.interlock.routing.RoutingSnapshot;
import dev.interlock.semantic.AnswerJudge;
import dev.interlock.semantic.AnswerRules;
import dev.interlock.semantic.ModelJudge;
import dev.interlock.semantic.SemanticCache;
import dev.interlock.signal.SignalRunner;
import dev.interlock.signal.intent.Intent;
import dev.interlock.signal.intent.IntentSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that decides, without any listener: what {@code serve}, {@code explain} and the
 * benchmarks share. Thread-safe; closing the last engine that uses an encoder frees its native
 * memory.
 */
public final class DecisionEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionEngine.class);

  /** Explanations are for people: they get the time they need. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Place place;
  private final Learnt learnt;
  private final RoutingSnapshot snapshot;
  private final InForce inForce;

  /**
   * What does not depend on the configuration.
   *
   * @param home the distribution's folder, with {@code encoder} and {@code heads} in it
   * @param threads threads that will decide at once
   */
  private record Place(Path home, int threads, RouterEnvironment environment) {}

  /**
   * What takes long to make, and what it was made from: the next configuration may need the same.
   *
   * @param lens names the signals
   */
  private record Learnt(
      EncoderSettings settings,
      Shared<LocalTextEncoder> encoder,
      List<Intent> intents,
      SignalRunner signals,
      String lens) {}

  /** What a configuration says of the memories that outlive it. */
  private record InForce(
      BreakerSettings breaker,
      ConversationSettings conversation,
      FeedbackSettings feedback,
      CacheSettings cache,
      Supplier<AnswerJudge> judge,
      String bundle,
      Set<String> actions) {}

  private DecisionEngine(Place place, Learnt learnt, RoutingSnapshot snapshot, InForce inForce) {
    this.place = place;
    this.learnt = learnt;
    this.snapshot = snapshot;
    this.inForce = inForce;
  }

  /**
   * Builds the engine; if that fails, nothing is left open.
   *
   * @param home the distribution's folder, with {@code encoder} and {@code heads} in it
   * @param threads threads that will decide at once
   */
  public static DecisionEngine build(Loaded.Valid loaded, Path home, int threads) {
    DecisionEngine engine = unshared(loaded, new Place(home, threads, environment()));
    engine.comeIntoForce();
    return engine;
  }

  private static RouterEnvironment environment() {
    InstantSource clock = InstantSource.system();
    return new RouterEnvironment(
        new DecisionIds(clock),
        clock,
        System::nanoTime,
        new Breakers(System::nanoTime),
        new Conversations(System::nanoTime),
        new Learning(clock),
        new ResponseCache(clock, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble()),
        new SemanticCache(clock, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble()),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * An engine for the next configuration, which shares with this one what is the same in both; each
   * is closed on its own. This one must be open.
   *
   * <p>Nothing of it counts before {@link #comeIntoForce}.
   */
  DecisionEngine next(Loaded.Valid loaded) {
    return sharing(loaded, place)
        .orElseGet(
            () -> {
              DecisionEngine other = unshared(loaded, place);
              other.warnOfFewerBits();
              return other;
            });
  }

  /**
   * An engine of another sidecar in this process: it shares as {@link #next} does, but remembers
   * for itself. This one must be open.
   */
  DecisionEngine beside(Loaded.Valid loaded, int threads) {
    var own = new Place(place.home(), threads, environment());
    DecisionEngine other =
        Optional.of(own)
            .filter(where -> where.threads() == place.threads())
            .flatMap(where -> sharing(loaded, where))
            .orElseGet(() -> unshared(loaded, own));
    other.comeIntoForce();
    return other;
  }

  private Optional<DecisionEngine> sharing(Loaded.Valid loaded, Place where) {
    return loaded.configuration().encoder().equals(learnt.settings()) && learnt.encoder().tryHold()
        ? Optional.of(engine(loaded, where, learnt.encoder(), Optional.of(learnt)))
        : Optional.empty();
  }

  private static DecisionEngine unshared(Loaded.Valid loaded, Place where) {
    EncoderSettings settings = loaded.configuration().encoder();
    return engine(loaded, where, encoder(settings, where), Optional.empty());
  }

  /**
   * Says in the log if the encoder makes do with 7 bits: for whoever serves or measures with it.
   */
  public void warnOfFewerBits() {
    EncoderStatus status = learnt.encoder().value().status();
    if (status.transformer() == EncoderStatus.Transformer.REDUCED) {
      LOG.warn("encoder: running with 7-bit activations: {}", status.reason());
    }
  }

  /**
   * @param encoder held for the engine
   * @param known what was learnt with the same encoder
   */
  private static DecisionEngine engine(
      Loaded.Valid loaded, Place place, Shared<LocalTextEncoder> encoder, Optional<Learnt> known) {
    Configuration configuration = loaded.configuration();
    try (var opened = new Closing()) {
      opened.add(encoder::release);
      List<Intent> intents = intents(configuration);
      Optional<Learnt> same = known.filter(before -> before.intents().equals(intents));
      SignalRunner signals =
          same.map(Learnt::signals).orElseGet(() -> signals(intents, encoder.value(), place));
      String lens =
          same.map(Learnt::lens)
              .orElseGet(() -> lens(configuration, encoder.value(), intents, place));
      configuration.predictor().ifPresent(bundle -> tryOn(bundle, encoder.value(), place));
      var learnt = new Learnt(configuration.encoder(), encoder, intents, signals, lens);
      RoutingSnapshot snapshot = snapshot(loaded, place, learnt);
      opened.release();
      return new DecisionEngine(place, learnt, snapshot, inForce(configuration));
    }
  }

  private static InForce inForce(Configuration configuration) {
    return new InForce(
        configuration.envoy().failover().breaker(),
        configuration.conversation(),
        configuration.feedback(),
        configuration.cache(),
        () -> judge(configuration),
        configuration.predictor().map(InstalledBundle::version).orElse(""),
        configuration.catalog().models().stream()
            .flatMap(
                model ->
                    Stream.concat(
                        Stream.of(model.id()), Action.efforts(model).stream().map(Action::name)))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Who compares answers. */
  private static AnswerJudge judge(Configuration configuration) {
    Optional<JudgeSettings> settings = configuration.cache().judge();
    if (settings.isEmpty()) {
      return new AnswerRules();
    }
    JudgeSettings judge = settings.get();
    Address.Tcp envoy = configuration.envoy().listener();
    String host =
        envoy.host().equals("0.0.0.0") || envoy.host().equals("::") ? "127.0.0.1" : envoy.host();
    URI url = judge.url().orElseGet(() -> URI.create("http://" + host + ":" + envoy.port()));
    return new ModelJudge(url, judge.model(), judge.headers(), judge.deadline());
  }

  private static RoutingSnapshot snapshot(Loaded.Valid loaded, Place place, Learnt learnt) {
    Configuration configuration = loaded.configuration();
    ModelCatalog catalog = configuration.catalog();
    long generation = loaded.generation().number();
    Map<String, Consequence> consequences =
        configuration.intents().stream()
            .collect(Collectors.toMap(IntentSpec::name, IntentSpec::consequence));
    var setup =
        new RouterSetup(
            generation,
            catalog,
            configuration.policy(),
            learnt.signals(),
            learnt.encoder().value(),
            consequences,
            configuration.predictor(),
            configuration.conversation(),
            learnt.lens(),
            head -> SamplesSection.isSensitive(head, configuration),
            configuration.policy().keepsMeanings() ? check(learnt, place) : Optional.empty());
    return new RoutingSnapshot(generation, catalog, new RequestRouter(setup, place.environment()));
  }

  /** What says whether two texts mean the same; empty where it knows no vectors of this encoder. */
  private static Optional<PairCheck> check(Learnt learnt, Place place) {
    LocalTextEncoder encoder = learnt.encoder().value();
    try {
      Path file = place.home().resolve("heads").resolve("pairs.bin");
      return Optional.of(
          new PairCheck(PairHead.load(file, encoder.space(), encoder.staticSpace())));
    } catch (HeadException e) {
      LOG.warn("cache.semantic: nothing is answered by meaning: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** A bundle that could forecast nothing must not come into force. */
  private static void tryOn(InstalledBundle bundle, LocalTextEncoder encoder, Place place) {
    bundle.tryOn(
        encoder.encode("a text", Deadline.NEVER),
        EncoderManifest.staticSpaceOf(place.home().resolve("encoder")));
  }

  private static List<Intent> intents(Configuration configuration) {
    return configuration.intents().stream().map(i -> new Intent(i.name(), i.examples())).toList();
  }

  private static SignalRunner signals(List<Intent> intents, LocalTextEncoder encoder, Place place) {
    return new SignalRunner(SignalFamilies.open(intents, encoder, place.home().resolve("heads")));
  }

  private static String lens(
      Configuration configuration, LocalTextEncoder encoder, List<Intent> intents, Place place) {
    Path folder = configuration.encoder().path().orElseGet(() -> shipped(place));
    return Lens.of(folder, encoder.status(), place.home().resolve("heads"), intents);
  }

  private static Path shipped(Place place) {
    return place.home().resolve("encoder");
  }

  private static Shared<LocalTextEncoder> encoder(EncoderSettings settings, Place place) {
    Path shipped = shipped(place);
    LocalTextEncoder encoder =
        switch (settings.forward()) {
          case AUTO -> EncoderLoader.open(shipped, settings.path(), place.threads());
          case OFF -> EncoderLoader.openWithoutForward(shipped, "encoder.forward: off");
        };
    return new Shared<>(encoder, encoder::close);
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

  /** The same for a whole body, with what the cache would do. */
  Decision explain(ParsedBody body, RequestHead head) {
    return explain(snapshot.router(), body, body.request(), head);
  }

  /** The same of a request that is only observed, with what the cache would do if it were not. */
  Decision explainObserved(ParsedBody body, RequestHead head) {
    var enforcement = Enforcement.none(snapshot.catalog());
    InferenceRequest asked = enforcement.asked(body.request(), head);
    Decision decision = explain(snapshot.router().observer(), body, asked, head);
    return enforcement.observed(decision, body.request());
  }

  private static Decision explain(
      Router router, ParsedBody body, InferenceRequest request, RequestHead head) {
    var question = router.questions().flatMap(questions -> questions.of(body, request, head));
    return router
        .explain(request, head, question, Deadline.after(PATIENCE, System::nanoTime))
        .decision();
  }

  /** From now on the memories that all engines share go by its configuration. */
  void comeIntoForce() {
    place.environment().breakers().use(inForce.breaker());
    place.environment().conversations().use(inForce.conversation());
    place.environment().cache().use(inForce.cache());
    place.environment().meanings().use(inForce.judge().get());
    place.environment().learning().use(inForce.feedback(), inForce.bundle(), inForce.actions());
  }

  /** Which models failed lately; shared by all engines that follow one another. */
  Breakers breakers() {
    return place.environment().breakers();
  }

  /** Who answered in which conversation; shared likewise. */
  Conversations conversations() {
    return place.environment().conversations();
  }

  /** Answers that may be given again; shared likewise. */
  ResponseCache cache() {
    return place.environment().cache();
  }

  /** Finds them for questions that mean the same; shared likewise. */
  SemanticCache meanings() {
    return place.environment().meanings();
  }

  /** What became of decisions; shared likewise. */
  Learning learning() {
    return place.environment().learning();
  }

  /** Which vectors there are, and why not others. */
  public String encoderStatus() {
    return learnt.encoder().value().status().toString();
  }

  /** Whether this and {@code other} look at text with the very same encoder and heads. */
  boolean sharesWith(DecisionEngine other) {
    return learnt.signals() == other.learnt.signals();
  }

  @Override
  public void close() {
    learnt.encoder().release();
  }
}
