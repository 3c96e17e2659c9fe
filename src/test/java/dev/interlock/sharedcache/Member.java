package dev.interlock.sharedcache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.cache.Filling;
import dev.interlock.cache.Freshness;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.Question;
import dev.interlock.cache.ResponseCache;
import dev.interlock.cache.Selection;
import dev.interlock.cache.SharedSettings;
import dev.interlock.catalog.Credential.Source;
import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;
import dev.interlock.catalog.Price;
import dev.interlock.config.Secret;
import dev.interlock.dialect.replay.WholeAnswer;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.semantic.SemanticCache;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalValue;
import dev.interlock.telemetry.Telemetry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A replica without anything around it: its cache, and its end of the store. */
record Member(ResponseCache cache, SemanticCache meanings, RedisStore store, Telemetry telemetry)
    implements AutoCloseable {
  static final Secret SECRET = Secret.of("what a fleet has in common, by chance");

  static final Model MODEL =
      new Model(
          "small",
          "model-small-1",
          Optional.empty(),
          "qwen",
          Set.of(Api.CHAT),
          0.6,
          new Price(0.1, 0.3, Optional.empty()),
          32768,
          Set.of(),
          Set.of(),
          "cloud",
          Energy.UNKNOWN,
          Latency.UNKNOWN);

  /** One of every kind. */
  static final SignalSet SIGNALS =
      new SignalSet.Builder()
          .put("intent", new SignalValue.Label("billing", 0.75, "none"))
          .put("difficulty", new SignalValue.Score(0.25))
          .put("tools", new SignalValue.Flag(true))
          .put("tokens", new SignalValue.Count(12))
          .put("modalities", new SignalValue.Labels(List.of("text", "image")))
          .put("pii", new SignalValue.Findings(List.of(new SignalValue.Finding("email", 2))))
          .put("domain", new SignalValue.Unavailable("no head"))
          .build();

  /** One that is connected and has heard what there is to hear. */
  static Member of(RedisServer redis) {
    Member member = of(redis, SECRET);
    member.awaitConnected();
    Waiting.until("it has said hello or heard one", () -> member.counted("hear", "ok") > 0);
    return member;
  }

  static Member of(RedisServer redis, Secret secret) {
    return of(settings(redis.url(), Optional.empty(), secret));
  }

  static Member of(SharedSettings settings) {
    Member member = deaf(settings);
    member.store().follow(member.cache().replica());
    return member;
  }

  /** One that does not hear what others say. */
  static Member deaf(RedisServer redis, Secret secret) {
    return deaf(settings(redis.url(), Optional.empty(), secret));
  }

  static SharedSettings settings(String url, Optional<Source> password, Secret secret) {
    return new SharedSettings(
        URI.create(url), Optional.empty(), password, secret, Duration.ofMillis(500));
  }

  private static Member deaf(SharedSettings settings) {
    var telemetry = Telemetry.start(Optional.empty());
    var clock = InstantSource.system();
    var cache = new ResponseCache(clock, System::nanoTime, () -> 0);
    var store = RedisStore.start(settings, 1 << 20, _ -> null, clock, telemetry.metrics());
    var meanings = new SemanticCache(clock, System::nanoTime, () -> 1);
    cache.share(RedisStore.keySecret(settings), store, meanings.share(store, 1 << 20));
    return new Member(cache, meanings, store, telemetry);
  }

  void awaitConnected() {
    Waiting.until("a connection", () -> metric("interlock_cache_store_connected") == 1);
  }

  static CacheKey key(int number) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) number);
    bytes[0] = 1; // So that ids differ.
    return CacheKey.from(bytes).orElseThrow();
  }

  static Question question(int number) {
    return new Question(key(number), Freshness.ANY, 0, false, false, false, true, Optional.empty());
  }

  Filling keep(int number, String tenant, String tag) {
    return keep(number, tenant, tag, Attachment.NONE);
  }

  Filling keep(int number, String tenant, String tag, Attachment attachment) {
    var keeping =
        new Keeping(
            key(number),
            "d-" + number,
            MODEL,
            SIGNALS,
            tenant,
            "auto",
            "billing",
            new Objective(0.8, true, new Objective.Weights(1, 2, 3)),
            OptionalDouble.of(0.5),
            Duration.ofHours(1),
            List.of(tag),
            cache.revision(),
            attachment);
    return cache.keep(keeping, answer("yes"), true);
  }

  /** Keeps, and waits until the store has it. */
  void share(RedisServer redis, int number, String tag) {
    keep(number, "acme", tag);
    String place = place(number);
    Waiting.until("the store has " + number, () -> redis.keys().contains(place));
  }

  static String place(int number) {
    return new String(places().entry(key(number)), UTF_8);
  }

  static Places places() {
    return new Places(SECRET.derive("interlock cache: names in the store"));
  }

  /** What it would answer with, having asked the others if need be. */
  Optional<Entry> find(int number) {
    cache.fetch(question(number)).ifPresent(asked -> asked.toCompletableFuture().join().run());
    return cache.find(question(number));
  }

  /** Deletes everywhere, and says how many entries of the store that were. */
  long delete(Selection selection) {
    return cache.delete(selection).shared().orElseThrow().toCompletableFuture().join();
  }

  double counted(String operation, String result) {
    return telemetry
        .prometheusText()
        .lines()
        .filter(line -> line.startsWith("interlock_cache_store_operations_total{"))
        .filter(line -> line.contains("operation=\"" + operation + "\""))
        .filter(line -> line.contains("result=\"" + result + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  double metric(String name) {
    return telemetry
        .prometheusText()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  static WholeAnswer answer(String text) {
    String json =
        """
        {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
        "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}]}
        """
            .formatted(text);
    return WholeAnswer.of(Api.CHAT, json.getBytes(UTF_8)).orElseThrow();
  }

  @Override
  public void close() {
    store.close();
    telemetry.close();
  }
}
