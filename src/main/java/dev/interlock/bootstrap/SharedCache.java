package dev.interlock.bootstrap;

import dev.interlock.cache.ResponseCache;
import dev.interlock.semantic.SemanticCache;
import dev.interlock.sharedcache.RedisStore;
import dev.interlock.telemetry.Metrics;
import java.time.InstantSource;

/** Joins the cache to a store that replicas share, if the configuration names one. */
final class SharedCache {
  private SharedCache() {}

  /** Whether the store can be reached is seen later; until then the cache is on its own. */
  static void join(
      Configuration configuration,
      ResponseCache cache,
      SemanticCache meanings,
      Metrics metrics,
      Closing running) {
    configuration
        .cache()
        .shared()
        .ifPresent(
            settings -> {
              var store =
                  running.add(
                      RedisStore.start(
                          settings,
                          configuration.cache().largestBytes(),
                          System::getenv,
                          InstantSource.system(),
                          metrics));
              long distant = configuration.cache().distantBytes();
              cache.share(RedisStore.keySecret(settings), store, meanings.share(store, distant));
              store.follow(cache.replica());
            });
  }
}
