package dev.interlock.sharedcache;

import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Mark;
import dev.interlock.cache.Selection;
import dev.interlock.cache.SharedSettings;
import dev.interlock.cache.SharedStore;
import dev.interlock.telemetry.FailureNote;
import dev.interlock.telemetry.Metrics;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis or Valkey that replicas share. Starts without it, and goes on without it. Thread-safe.
 */
public final class RedisStore implements SharedStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);

  /** For a store's reply to what nobody waits for. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LATER = Duration.ofSeconds(2);

  /** What a record takes beside its answer, at most: more is not read. */
  private static final int ROOM = 64 << 10;

  private static final int MOST_OF_A_MARK = 1 << 10;

  /** Deletions and bad answers that the store remembers. */
  private static final long NOTICES = 10_000;

  /** What finds entries, some 1,500 bytes each, and what was learnt of them, some 400. */
  private static final long MEANINGS = 30_000;

  private final ClientResources resources;
  private final RedisClient client;
  private final Supplier<StatefulRedisConnection<byte[], byte[]>> connecting;
  private final KeptConnection connection;
  private final Breaker breaker = new Breaker(System::nanoTime);
  private final Duration deadline;
  private final InstantSource clock;
  private final Places places;
  private final Records records;
  private final SealedStream told;
  private final SealedStream meanings;
  private final Notices notices;
  private final OwedWork owed;
  private final Outbox outbox = new Outbox();
  private final Tally tally;
  private final int largest;
  private @Nullable Listening listening;

  private RedisStore(
      SharedSettings settings,
      int largestBytes,
      UnaryOperator<@Nullable String> environment,
      InstantSource clock,
      Metrics metrics) {
    var random = new SecureRandom();
    byte[] name = new byte[Long.BYTES];
    random.nextBytes(name);
    this.clock = clock;
    this.deadline = settings.deadline();
    this.largest = largestBytes + ROOM;
    this.tally = new Tally(metrics);
    this.places = new Places(settings.secret().derive("interlock cache: names in the store"));
    var seal = new Seal(settings.secret().derive("interlock cache: seal"), random);
    this.records = new Records(places, seal);
    this.told = new SealedStream(places.notices(), NOTICES, seal);
    this.meanings = new SealedStream(places.meanings(), MEANINGS, seal);
    this.notices = new Notices(HexFormat.of().formatHex(name));
    this.resources = RedisClients.resources();
    this.client = RedisClients.client(resources);
    RedisURI uri = RedisClients.uri(settings, environment);
    this.connecting = () -> client.connect(ByteArrayCodec.INSTANCE, uri);
    this.connection = new KeptConnection(connecting);
    this.owed = new OwedWork(() -> deleteNow(Selection.ALL, clock.millis()));
    metrics.gauge(
        "interlock_cache_store_connected",
        "1 while there is a connection to the store that replicas share",
        () -> connection.commands().isPresent() ? 1 : 0);
    metrics.gauge(
        "interlock_cache_store_resting",
        "1 while requests do not ask the store that replicas share, as it failed or was slow",
        () -> breaker.isOpen() ? 1 : 0);
  }

  /**
   * Begins to connect; whether it can is seen later.
   *
   * @param largestBytes the longest answer that is kept
   * @param environment the variables of our process
   */
  public static RedisStore start(
      SharedSettings settings,
      int largestBytes,
      UnaryOperator<@Nullable String> environment,
      InstantSource clock,
      Metrics metrics) {
    return new RedisStore(settings, largestBytes, environment, clock, metrics);
  }

  /** By which all replicas make the same keys. */
  public static byte[] keySecret(SharedSettings settings) {
    return settings.secret().derive("interlock cache: questions");
  }

  /** From now on {@code replica} hears what others say, and what they said. Once. */
  public void follow(Replica replica) {
    listening = new Listening(connecting, told, meanings, notices, replica, tally);
  }

  @Override
  public Optional<CompletionStage<Reply>> ask(CacheKey key) {
    Optional<RedisAsyncCommands<byte[], byte[]>> redis = connection.commands();
    if (redis.isEmpty()) {
      tally.count(Tally.FIND, StoreResult.DOWN);
      return Optional.empty();
    }
    boolean rested = breaker.isOpen();
    if (!breaker.admits()) {
      tally.count(Tally.FIND, StoreResult.RESTING);
      return Optional.empty();
    }
    try {
      // Never more than we would have written: somebody else may have.
      var entry = redis.get().getrange(places.entry(key), 0, largest).toCompletableFuture();
      var bad =
          redis.get().getrange(places.quarantine(key), 0, MOST_OF_A_MARK).toCompletableFuture();
      return Optional.of(
          entry
              .thenCombine(bad, (found, mark) -> reply(key, found, mark))
              .orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
              .handle(
                  (reply, failure) -> {
                    if (failure == null) {
                      breaker.succeeded();
                      return reply;
                    }
                    entry.cancel(false);
                    bad.cancel(false);
                    return nothing(failure, rested);
                  }));
    } catch (RuntimeException e) {
      return Optional.of(CompletableFuture.completedFuture(nothing(e, rested)));
    }
  }

  private Reply nothing(Throwable failure, boolean rested) {
    StoreResult result = StoreResult.of(failure);
    tally.count(Tally.FIND, result);
    if (result == StoreResult.UNREADABLE) {
      breaker.succeeded();
    } else {
      breaker.failed();
      if (rested && result == StoreResult.SLOW) {
        connection.hangUp();
      }
    }
    return Reply.NOTHING;
  }

  private Reply reply(CacheKey key, byte[] entry, byte[] mark) {
    if (isNothing(entry) && isNothing(mark)) {
      tally.count(Tally.FIND, StoreResult.MISS);
      return Reply.ABSENT;
    }
    return () -> {
      Optional<Mark> bad = isNothing(mark) ? Optional.empty() : records.mark(key, mark);
      Optional<Entry> found = isNothing(entry) ? Optional.empty() : records.entry(key, entry);
      tally.count(
          Tally.FIND,
          found.isPresent() || bad.isPresent() ? StoreResult.HIT : StoreResult.UNREADABLE);
      return new Found(found, bad, true);
    };
  }

  private static boolean isNothing(byte @Nullable [] value) {
    return value == null || value.length == 0;
  }

  @Override
  public void keep(Entry entry, byte[] semantic) {
    long left = entry.expiresMs() - clock.millis();
    if (left <= 0) {
      return;
    }
    Optional<RedisAsyncCommands<byte[], byte[]>> redis = connection.commands();
    if (redis.isEmpty() || breaker.isOpen()) {
      tally.count(Tally.KEEP, redis.isEmpty() ? StoreResult.DOWN : StoreResult.RESTING);
      return;
    }
    long bytes = entry.answer().bytes();
    if (!outbox.tryReserve(bytes)) {
      tally.count(Tally.KEEP, StoreResult.DROPPED);
      return;
    }
    try {
      CacheKey key = entry.keeping().key();
      var _ =
          redis
              .get()
              .set(places.entry(key), records.of(entry), SetArgs.Builder.px(left))
              .whenComplete(
                  (_, failure) -> {
                    outbox.release(bytes);
                    tally.count(
                        Tally.KEEP, failure == null ? StoreResult.OK : StoreResult.of(failure));
                  });
      if (semantic.length > 0) {
        // Right behind it, and before what may be learnt of it.
        tell(redis.get(), notices.added(EntryLabel.of(entry), semantic));
      }
    } catch (RuntimeException e) {
      outbox.release(bytes);
      tally.count(Tally.KEEP, StoreResult.FAILED);
      LOG.warn("shared cache: an entry was not kept: {}", FailureNote.of(e));
    }
  }

  private void tell(RedisAsyncCommands<byte[], byte[]> redis, byte[] notice) {
    var _ =
        meanings
            .say(redis, notice)
            .whenComplete(
                (_, failure) ->
                    tally.count(
                        Tally.TELL, failure == null ? StoreResult.OK : StoreResult.of(failure)));
  }

  @Override
  public void tell(byte[] learnt) {
    Optional<RedisAsyncCommands<byte[], byte[]>> redis = connection.commands();
    if (redis.isEmpty() || breaker.isOpen()) {
      tally.count(Tally.TELL, redis.isEmpty() ? StoreResult.DOWN : StoreResult.RESTING);
      return;
    }
    try {
      tell(redis.get(), notices.learnt(learnt));
    } catch (RuntimeException e) {
      tally.count(Tally.TELL, StoreResult.FAILED);
      LOG.warn("shared cache: a verdict was not told: {}", FailureNote.of(e));
    }
  }

  @Override
  public CompletionStage<Long> delete(Selection selection, long atMs) {
    return owed.add(() -> deleteNow(selection, atMs));
  }

  private long deleteNow(Selection selection, long atMs)
      throws InterruptedException, ExecutionException, TimeoutException {
    return counted(
        Tally.DELETE,
        redis -> {
          String _ = get(told.say(redis, notices.deleted(selection, atMs)));
          return sweep().run(redis, selection, true);
        });
  }

  @Override
  public CompletionStage<Long> count(Selection selection) {
    var counting = new CompletableFuture<Long>();
    var _ =
        Thread.ofVirtual()
            .name("shared-cache-count")
            .start(
                () -> {
                  try {
                    counting.complete(
                        counted(Tally.COUNT, redis -> sweep().run(redis, selection, false)));
                  } catch (Exception e) {
                    counting.completeExceptionally(e);
                  }
                });
    return counting;
  }

  private Sweep sweep() {
    return new Sweep(places, largest, records::entry);
  }

  @Override
  public void quarantine(Mark mark) {
    var _ =
        owed.add(
            () ->
                counted(
                    Tally.TELL,
                    redis -> {
                      long left = mark.untilMs() - clock.millis();
                      if (left > 0) {
                        String _ =
                            get(
                                redis.set(
                                    places.quarantine(mark.key()),
                                    records.of(mark),
                                    SetArgs.Builder.px(left)));
                      }
                      String _ = get(told.say(redis, notices.quarantined(mark)));
                      return get(redis.unlink(places.entry(mark.key())));
                    }));
  }

  @Override
  public void drop(CacheKey key) {
    // Later, so that whoever deletes still counts what is there.
    CompletableFuture.delayedExecutor(LATER.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
        .execute(
            () ->
                connection
                    .commands()
                    .ifPresent(
                        redis -> {
                          var _ = redis.unlink(places.entry(key));
                        }));
  }

  /** What may wait for the store. */
  private interface Task {
    long run(RedisAsyncCommands<byte[], byte[]> redis)
        throws InterruptedException, ExecutionException, TimeoutException;
  }

  private long counted(String operation, Task task)
      throws InterruptedException, ExecutionException, TimeoutException {
    Optional<RedisAsyncCommands<byte[], byte[]>> redis = connection.commands();
    if (redis.isEmpty()) {
      tally.count(operation, StoreResult.DOWN);
      throw new TimeoutException("no connection");
    }
    try {
      long count = task.run(redis.get());
      tally.count(operation, StoreResult.OK);
      return count;
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      tally.count(operation, StoreResult.of(e));
      throw e;
    }
  }

  private static <T> T get(CompletionStage<T> reply)
      throws InterruptedException, ExecutionException, TimeoutException {
    return reply.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    if (listening != null) {
      listening.close();
    }
    owed.close();
    connection.close();
    client.shutdown(Duration.ZERO, PATIENCE);
    var _ = resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
