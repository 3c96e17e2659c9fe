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
 * @param remembered about so many messages: for replicas that are away for a while, or new
 */
@SuppressWarnings("ArrayRecordComponent")
record SealedStream(byte[] stream, long remembered, Seal seal) {
  private static final byte[] FIELD = "notice".getBytes(US_ASCII);

  RedisFuture<String> say(RedisAsyncCommands<byte[], byte[]> redis, byte[] message) {
    var bounds = XAddArgs.Builder.maxlen(remembered).approximateTrimming();
    return redis.xadd(stream, bounds, Map.of(FIELD, seal.close(message, stream)));
  }

  /** What {@code message} says; empty if it is not ours. */
  Optional<byte[]> read(StreamMessage<byte[], byte[]> message) {
    return message.getBody().entrySet().stream()
        .filter(field -> Arrays.equals(field.getKey(), FIELD))
        .findFirst()
        .flatMap(field -> seal.open(field.getValue(), stream));
  }
}
