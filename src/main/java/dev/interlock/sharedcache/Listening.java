package dev.interlock.sharedcache;

import dev.interlock.cache.SharedStore.Replica;
import dev.interlock.telemetry.FailureNote;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other replicas say, from the oldest that the store still knows, on a connection and a
 * virtual thread of its own. After a loss it goes on where it was; where the next notice is gone,
 * the replica is told that it missed something.
 */
final class Listening implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

  private static final String START = "0-0";
  private static final Duration BLOCK = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int AT_ONCE = 64;

  private final Supplier<StatefulRedisConnection<byte[], byte[]>> connecting;
  private final SealedStream told;
  private final SealedStream meanings;
  private final Notices notices;
  private final Replica replica;
  private final Tally tally;
  private final Thread thread;

  /** The last that was heard. By the thread alone. */
  private String last = START;

  /** The same of meanings, of which nothing is missed but hits. */
  private String lastMeaning = START;

  Listening(
      Supplier<StatefulRedisConnection<byte[], byte[]>> connecting,
      SealedStream told,
      SealedStream meanings,
      Notices notices,
      Replica replica,
      Tally tally) {
    this.connecting = connecting;
    this.told = told;
    this.meanings = meanings;
    this.notices = notices;
    this.replica = replica;
    this.tally = tally;
    this.thread = Thread.ofVirtual().name("shared-cache-listening").start(this::listen);
  }

  private void listen() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try (StatefulRedisConnection<byte[], byte[]> connection = connecting.get()) {
          hear(connection.async());
        } catch (ExecutionException | TimeoutException | RedisException e) {
          // Nothing is lost by it: we go on from the last.
          tally.count(Tally.HEAR, StoreResult.of(e));
        } catch (IllegalStateException _) {
          return; // The client is closed.
        } catch (RuntimeException bug) {
          LOG.error("shared cache: what others say: {}", FailureNote.of(bug));
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(RedisAsyncCommands<byte[], byte[]> redis)
      throws InterruptedException, ExecutionException, TimeoutException {
    catchUp(redis);
    var reading = XReadArgs.Builder.block(BLOCK).count(AT_ONCE);
    while (true) {
      for (StreamMessage<byte[], byte[]> message : next(redis, reading)) {
        boolean isMeaning = Arrays.equals(message.getStream(), meanings.stream());
        if (isMeaning) {
          lastMeaning = message.getId();
        } else {
          last = message.getId();
        }
        boolean understood =
            (isMeaning ? meanings : told)
                .read(message)
                .filter(bytes -> notices.tell(bytes, replica))
                .isPresent();
        tally.count(Tally.HEAR, understood ? StoreResult.OK : StoreResult.UNREADABLE);
      }
    }
  }

  @SuppressWarnings("unchecked") // Of two streams' offsets the client makes an array.
  private List<StreamMessage<byte[], byte[]>> next(
      RedisAsyncCommands<byte[], byte[]> redis, XReadArgs reading)
      throws InterruptedException, ExecutionException, TimeoutException {
    return get(
        redis.xread(
            reading,
            XReadArgs.StreamOffset.from(told.stream(), last),
            XReadArgs.StreamOffset.from(meanings.stream(), lastMeaning)));
  }

  /** Finds out whether what comes next is still there. */
  private void catchUp(RedisAsyncCommands<byte[], byte[]> redis)
      throws InterruptedException, ExecutionException, TimeoutException {
    byte[] stream = told.stream();
    var one = Limit.from(1);
    var oldest = get(redis.xrange(stream, Range.unbounded(), one));
    if (!last.equals(START)) {
      var newest = get(redis.xrevrange(stream, Range.unbounded(), one));
      boolean complete =
          !oldest.isEmpty()
              && !newest.isEmpty()
              && StreamId.of(oldest.getFirst().getId()).compareTo(StreamId.of(last)) <= 0
              && StreamId.of(newest.getFirst().getId()).compareTo(StreamId.of(last)) >= 0;
      if (!complete) {
        LOG.warn("shared cache: what others said may be gone; what was kept here goes, too");
        tally.count(Tally.HEAR, StoreResult.LOST);
        replica.missedSomething();
        last = START;
        lastMeaning = START;
      }
    }
    if (oldest.isEmpty()) {
      // With something in it, the stream can be told from one that was emptied meanwhile.
      String _ = get(told.say(redis, notices.hello()));
    }
  }

  private static <T> T get(RedisFuture<T> reply)
      throws InterruptedException, ExecutionException, TimeoutException {
    return reply.get(BLOCK.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
