package dev.interlock.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.sharedcache.RedisServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a shared store costs a request through Envoy: none, one that is there, and one that is
 * killed, restarted, paused and let go on under load. For people to read; run on its own.
 */
@EnabledIfSystemProperty(
    named = "interlock.measure",
    matches = "true",
    disabledReason = "measures, for a quiet machine: -Dinterlock.measure=true")
@Tag("alone")
class SharedCacheLatencyIT {
  private static final int CLIENTS = 2;
  private static final int REQUESTS = 600;
  private static final int ROUNDS = 3;

  private final AtomicInteger asked = new AtomicInteger();

  private static SystemFixture.Builder keeping() {
    return SystemFixture.example()
        .replacing(
            "  - name: everything else",
            "  - {name: kept, cache: {exact: {ttl: 1h}}}\n  - name: everything else");
  }

  @Test
  void latency_with_a_store_without_and_with_one_that_fails() throws Exception {
    try (var redis = RedisServer.start();
        var alone = keeping().start();
        var sharing =
            keeping()
                .adding(
                    "cache: {shared: {url: \"%s\", secret: \"${FLEET_SECRET}\"}}"
                        .formatted(redis.url()))
                .servedAs(alone)
                .start()) {
      Waiting.until("a connection", () -> sharing.metric("interlock_cache_store_connected") == 1);
      // Warm afterwards.
      assertThat(both(measure(alone), measure(sharing))).hasSize(2 * REQUESTS);
      long[] without = {};
      long[] with = {};
      long[] failing = {};
      for (int round = 0; round < ROUNDS; round++) {
        without = both(without, measure(alone));
        with = both(with, measure(sharing));
        var over = new AtomicBoolean();
        Thread trouble = Thread.ofPlatform().start(() -> trouble(redis, over));
        failing = both(failing, measure(sharing));
        over.set(true);
        trouble.join();
      }
      print("no store", without);
      print("a store", with);
      print("a store that fails", failing);
      for (String result : List.of("hit", "miss", "down", "resting", "slow", "failed")) {
        System.out.printf(
            Locale.ROOT,
            "asked: %s %.0f%n",
            result,
            sharing.metric(
                "interlock_cache_store_operations_total", "\"find\"", "\"" + result + "\""));
      }
    }
  }

  private static void trouble(RedisServer redis, AtomicBoolean over) {
    while (!over.get()) {
      redis.kill();
      rest(300);
      redis.restart();
      rest(500);
      redis.pause();
      rest(300);
      redis.goOn();
      rest(500);
    }
  }

  private static void rest(int ms) {
    Waiting.on(
        () -> {
          Thread.sleep(Duration.ofMillis(ms));
          return ms;
        });
  }

  /** Two questions of three are new. */
  private long[] measure(SystemFixture system) throws InterruptedException {
    long[] nanos = new long[REQUESTS];
    var next = new AtomicInteger();
    Thread[] clients = new Thread[CLIENTS];
    Arrays.setAll(clients, _ -> Thread.ofVirtual().start(() -> ask(system, nanos, next)));
    for (Thread client : clients) {
      client.join();
    }
    return nanos;
  }

  private void ask(SystemFixture system, long[] nanos, AtomicInteger next) {
    for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
      String text = i % 3 == 0 ? "What is a notice period?" : "Question " + asked.incrementAndGet();
      long began = System.nanoTime();
      int status = system.envoy().post(Api.CHAT.path(), Bodies.auto(text)).statusCode();
      nanos[i] = System.nanoTime() - began;
      assertThat(status).isEqualTo(200);
    }
  }

  private static long[] both(long[] some, long[] more) {
    return LongStream.concat(LongStream.of(some), LongStream.of(more)).toArray();
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%s: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms of %d%n",
        what,
        at(nanos, 0.5),
        at(nanos, 0.99),
        at(nanos, 0.999),
        at(nanos, 1),
        nanos.length);
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
  }
}
