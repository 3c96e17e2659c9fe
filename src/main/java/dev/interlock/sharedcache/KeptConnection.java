package dev.interlock.sharedcache;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is made again whenever it is lost, by a virtual thread of its own. Commands of
 * a lost one fail and are not sent again. Thread-safe.
 */
final class KeptConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Supplier<StatefulRedisConnection<byte[], byte[]>> connecting;
  private final Thread keeper;
  private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;

  /** Keeps what {@code connecting} opens. */
  KeptConnection(Supplier<StatefulRedisConnection<byte[], byte[]>> connecting) {
    this.connecting = connecting;
    this.keeper = Thread.ofVirtual().name("shared-cache-connection").start(this::keep);
  }

  /** For commands; empty while there is no connection. */
  Optional<RedisAsyncCommands<byte[], byte[]>> commands() {
    StatefulRedisConnection<byte[], byte[]> now = connection;
    return now != null && now.isOpen() ? Optional.of(now.async()) : Optional.empty();
  }

  /** Lets go of a connection on which nothing comes. */
  void hangUp() {
    StatefulRedisConnection<byte[], byte[]> now = connection;
    connection = null;
    if (now != null) {
      var _ = now.closeAsync();
    }
  }

  private void keep() {
    Duration pause = SHORTEST_PAUSE;
    boolean told = false;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        StatefulRedisConnection<byte[], byte[]> now = connection;
        if (now != null && now.isOpen()) {
          Thread.sleep(LOOK);
          continue;
        }
        hangUp();
        try {
          connection = connecting.get();
          LOG.info("shared cache: connected");
          pause = SHORTEST_PAUSE;
          told = false;
        } catch (RedisException e) {
          if (!told) {
            LOG.warn("shared cache: no connection; going on without: {}", e.getMessage());
            told = true;
          }
          Thread.sleep(pause);
          pause = longer(pause);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  @Override
  public void close() {
    keeper.interrupt();
    hangUp();
  }
}
