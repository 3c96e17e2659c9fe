package dev.interlock.sharedcache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.cache.Selection;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/**
 * Goes through all entries of the store and looks for those of a selection. Each is opened for
 * that, a few at a time: nobody but us can read what they are. In a thread that may wait.
 *
 * @param reading reads what is under a key; empty if it cannot be read
 */
record Sweep(Places places, int largest, BiFunction<CacheKey, byte[], Optional<Entry>> reading) {
  private static final int KEYS_AT_ONCE = 256;
  private static final int ENTRIES_AT_ONCE = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How many were meant by {@code selection}, and are gone if {@code delete}. */
  long run(RedisAsyncCommands<byte[], byte[]> redis, Selection selection, boolean delete)
      throws InterruptedException, ExecutionException, TimeoutException {
    var args = ScanArgs.Builder.matches(places.entries()).limit(KEYS_AT_ONCE);
    long found = 0;
    ScanCursor cursor = ScanCursor.INITIAL;
    do {
      KeyScanCursor<byte[]> batch = get(redis.scan(cursor, args));
      List<byte[]> meant = meant(redis, batch.getKeys(), selection);
      if (!meant.isEmpty()) {
        found += delete ? get(redis.unlink(meant.toArray(byte[][]::new))) : meant.size();
      }
      cursor = batch;
    } while (!cursor.isFinished());
    return found;
  }

  private List<byte[]> meant(
      RedisAsyncCommands<byte[], byte[]> redis, List<byte[]> keys, Selection selection)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (selection.equals(Selection.ALL)) {
      return keys;
    }
    var meant = new ArrayList<byte[]>();
    List<byte[]> candidates = keys.stream().filter(k -> mayBeMeant(k, selection)).toList();
    for (int from = 0; from < candidates.size(); from += ENTRIES_AT_ONCE) {
      List<byte[]> few =
          candidates.subList(from, Math.min(from + ENTRIES_AT_ONCE, candidates.size()));
      List<RedisFuture<byte[]>> values =
          few.stream().map(key -> redis.getrange(key, 0, largest)).toList();
      for (int i = 0; i < few.size(); i++) {
        if (isMeant(few.get(i), values.get(i), selection)) {
          meant.add(few.get(i));
        }
      }
    }
    return meant;
  }

  private boolean mayBeMeant(byte[] place, Selection selection) {
    return places.keyOf(new String(place, US_ASCII)).filter(selection::mayContain).isPresent();
  }

  private boolean isMeant(byte[] place, RedisFuture<byte[]> value, Selection selection)
      throws InterruptedException, ExecutionException, TimeoutException {
    CacheKey key = places.keyOf(new String(place, US_ASCII)).orElseThrow();
    byte[] bytes;
    try {
      bytes = get(value);
    } catch (ExecutionException e) {
      if (StoreResult.of(e) == StoreResult.UNREADABLE) {
        return false; // Something else under our name.
      }
      throw e;
    }
    return bytes != null && reading.apply(key, bytes).filter(selection::contains).isPresent();
  }

  private static <T> T get(RedisFuture<T> reply)
      throws InterruptedException, ExecutionException, TimeoutException {
    return reply.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
