package dev.interlock.sharedcache;

import dev.interlock.cache.SharedSettings;
import dev.interlock.catalog.Credential.Source;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The client, as we want it: few threads, nothing sent twice, nothing queued without a bound. */
final class RedisClients {
  /** For all that opening a connection takes. */
  private static final Duration OPENING = Duration.ofSeconds(1);

  private static final int THREADS = 2;

  /** Commands that wait for their reply. */
  private static final int WAITING = 4096;

  private RedisClients() {}

  static ClientResources resources() {
    return DefaultClientResources.builder()
        .ioThreadPoolSize(THREADS)
        .computationThreadPoolSize(THREADS)
        .build();
  }

  static RedisClient client(ClientResources resources) {
    RedisClient client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(WAITING)
            .protocolVersion(ProtocolVersion.RESP2)
            .socketOptions(SocketOptions.builder().connectTimeout(OPENING).keepAlive(true).build())
            .build());
    return client;
  }

  /**
   * Where the store is, and who we are to it.
   *
   * @param environment the variables of our process
   */
  static RedisURI uri(SharedSettings settings, UnaryOperator<@Nullable String> environment) {
    RedisURI uri = RedisURI.create(settings.url());
    uri.setTimeout(OPENING);
    uri.setClientName("interlock");
    settings
        .password()
        .ifPresent(
            source ->
                uri.setCredentialsProvider(
                    RedisCredentialsProvider.from(
                        () ->
                            RedisCredentials.just(
                                settings.username().orElse(null), password(source, environment)))));
    return uri;
  }

  private static String password(Source source, UnaryOperator<@Nullable String> environment) {
    return switch (source) {
      case Source.Environment(String name) -> {
        String value = environment.apply(name);
        if (value == null) {
          throw new IllegalStateException(name + ": not set (expected: the store's password)");
        }
        yield value;
      }
      case Source.File(String path) -> {
        try {
          yield Files.readString(Path.of(path)).strip();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
