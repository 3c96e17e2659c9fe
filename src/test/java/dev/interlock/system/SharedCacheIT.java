package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.sharedcache.RedisServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Two sidecars, each behind a real Envoy of its own, share what they keep in a real Redis. */
class SharedCacheIT {
  private static final String QUESTION = "How do I reset my password?";
  private static final String MISS = "miss";
  private static final String HIT = "hit-exact";

  private static SystemFixture.Builder sharing(RedisServer redis) {
    return SystemFixture.example()
        .replacing(
            "  - name: everything else",
            "  - {name: kept, cache: {exact: {ttl: 1h}, tags: [faq]}}\n  - name: everything else")
        .adding("cache: {shared: {url: \"%s\", secret: \"${FLEET_SECRET}\"}}".formatted(redis.url()));
  }

  @Test
  void what_one_keeps_the_other_gives_and_what_one_deletes_neither_gives() {
    try (var redis = RedisServer.start();
        var one = sharing(redis).start();
        var other = sharing(redis).servedAs(one).start()) {
      awaitConnected(one);
      awaitConnected(other);
      HttpResponse<String> first = ask(one, QUESTION);
      assertThat(status(first)).isEqualTo(MISS);
      long kept = System.nanoTime();
      Waiting.until("the other has it", () -> status(ask(other, QUESTION)).equals(HIT));
      assertThat(System.nanoTime() - kept).isLessThan(1_000_000_000L);
      HttpResponse<String> second = ask(other, QUESTION);
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(header(second, "x-interlock-model")).isEqualTo(header(first, "x-interlock-model"));
      assertThat(redis.keys()).hasSize(2).allMatch(name -> !name.contains("reset"));

      // Nobody else: another caller, another question.
      assertThat(status(ask(other, QUESTION, "authorization", "Bearer x"))).isEqualTo(MISS);
      assertThat(status(ask(other, QUESTION + " "))).isEqualTo(MISS);

      var deleted = json(delete(other, "tag=faq"));
      assertThat(deleted.get("shared").asLong()).isEqualTo(3);
      Waiting.until("it is gone there, too", () -> entries(one) == 0);
      assertThat(status(ask(one, QUESTION))).isEqualTo(MISS);
    }
  }

  private static void awaitConnected(SystemFixture system) {
    Waiting.until("a connection", () -> system.metric("interlock_cache_store_connected") == 1);
  }

  private static long entries(SystemFixture system) {
    return system.adminGet("/api/cache").get("count").asLong();
  }

  private static HttpResponse<String> delete(SystemFixture system, String selection) {
    var uri = system.admin("/api/cache?" + selection);
    return system.envoy().send(HttpRequest.newBuilder(uri).DELETE().build());
  }

  private static HttpResponse<String> ask(SystemFixture system, String text, String... headers) {
    return system.envoy().post(Api.CHAT.path(), Bodies.auto(text), headers);
  }

  private static String status(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return header(response, "x-interlock-cache");
  }
}
