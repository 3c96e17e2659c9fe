package dev.interlock.sharedcache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The stream in which replicas tell each other things, each sealed.
 *
 * @param stream where it is
 */
@SuppressWarnings("ArrayRecordComponent")
record Ether(byte[] stream, Seal seal) {
  /** About so many are remembered: for replicas that are away for a while, or new. */
  private static final long REMEMBERED = 10_000;

  private static final byte[] FIELD = "notice".getBytes(US_ASCII);

  RedisFuture<String> say(RedisAsyncCommands<byte[], byte[]> redis, byte[] notice) {
    var bounds = XAddArgs.Builder.maxlen(REMEMBERED).approximateTrimming();
    return redis.xadd(stream, bounds, Map.of(FIELD, seal.close(notice, stream)));
  }

  /** What {@code message} says; empty if it is not ours. */
  Optional<byte[]> read(StreamMessage<byte[], byte[]> message) {
    return message.getBody().entrySet().stream()
        .filter(field -> Arrays.equals(field.getKey(), FIELD))
        .findFirst()
        .flatMap(field -> seal.open(field.getValue(), stream));
  }
}
