package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.sharedcache.RedisServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two sidecars, each behind a real Envoy of its own, share what they keep in a real Redis. */
class SharedCacheIT {
  private static final String QUESTION = "How do I reset my password?";
  private static final String MISS = "miss";
  private static final String HIT = "hit-exact";

  /** What a gateway's own authentication says. */
  private static final String GATEWAY =
      """
      - name: gateway
        typed_config:
          '@type': type.googleapis.com/envoy.extensions.filters.http.set_metadata.v3.Config
          metadata:
            - metadata_namespace: gateway
              value: {tenant: acme}
      """;

  private static SystemFixture.Builder sharing(RedisServer redis) {
    return SystemFixture.example()
        .replacing(
            "  - name: everything else",
            "  - {name: kept, cache: {exact: {ttl: 1h}, tags: [faq]}}\n  - name: everything else")
        .adding(
            """
            callers: {metadata: {namespace: gateway, tenant: [tenant]}}
            cache: {shared: {url: "%s", secret: "${FLEET_SECRET}", deadline: 500ms}}
            """
                .formatted(redis.url()))
        .bootstrap(SharedCacheIT::behindGateway);
  }

  private static String behindGateway(String rendered) {
    String line =
        rendered
            .lines()
            .filter(each -> each.strip().equals("- name: interlock.known-caller"))
            .findFirst()
            .orElseThrow();
    return rendered.replace(line + "\n", GATEWAY.indent(line.indexOf('-')) + line + "\n");
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
      long answered = System.nanoTime();
      Waiting.until("it is in the store", () -> entriesIn(redis) == 1);
      long asked = one.requestsServed();
      HttpResponse<String> second = ask(other, QUESTION);
      assertThat(status(second)).isEqualTo(HIT);
      assertThat(System.nanoTime() - answered).isLessThan(1_000_000_000L);
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(header(second, "x-interlock-model")).isEqualTo(header(first, "x-interlock-model"));
      assertThat(one.requestsServed()).isEqualTo(asked);
      assertThat(other.metric("interlock_cache_store_operations_total", "find", "hit")).isOne();
      assertThat(redis.say("GET " + entry(redis))).doesNotContain("password", "acme", "small");
      assertThat(status(ask(other, QUESTION + " "))).isEqualTo(MISS);
      Waiting.until("that is there, too", () -> entriesIn(redis) == 2);

      JsonNode would = json(delete(other, "tag=faq&dry_run=true"));
      assertThat(would.get("shared").asLong()).isEqualTo(2);
      assertThat(delete(other, "tag=none").body()).contains("\"shared\":0");
      JsonNode deleted = json(delete(other, "tag=faq"));
      assertThat(deleted.get("shared").asLong()).isEqualTo(2);
      assertThat(entriesIn(redis)).isZero();
      Waiting.until("it is gone there, too", () -> entries(one) == 0);
      assertThat(status(ask(one, QUESTION))).isEqualTo(MISS);
    }
  }

  @Test
  void a_bad_answer_is_bad_everywhere_and_a_dead_store_is_nobodys_error() throws Exception {
    try (var redis = RedisServer.start();
        var one = sharing(redis).start();
        var other = sharing(redis).servedAs(one).start()) {
      awaitConnected(one);
      awaitConnected(other);
      HttpResponse<String> bad = ask(one, QUESTION);
      Waiting.until("it is in the store", () -> entriesIn(redis) == 1);
      assertThat(status(ask(other, QUESTION))).isEqualTo(HIT);
      String feedback =
          "{\"decision\":\"%s\",\"good\":false}".formatted(header(bad, "x-interlock-decision"));
      assertThat(one.adminPost("/api/feedback", feedback).statusCode()).isEqualTo(200);
      Waiting.until("the other has heard", () -> entries(other) == 0);
      assertThat(status(ask(other, QUESTION))).isEqualTo(MISS);
      assertThat(status(ask(other, QUESTION))).isEqualTo(MISS);

      var statuses = new ConcurrentHashMap<Integer, Integer>();
      var over = new AtomicBoolean();
      Thread load = Thread.ofVirtual().start(() -> load(other, over, statuses));
      Waiting.until("load", () -> statuses.getOrDefault(200, 0) > 20);
      redis.kill();
      awaitMore(statuses);
      redis.restart();
      awaitConnected(other);
      awaitMore(statuses);
      redis.pause();
      awaitMore(statuses);
      redis.goOn();
      awaitMore(statuses);
      over.set(true);
      load.join();
      assertThat(statuses).containsOnlyKeys(200);
      // Served again, from the store, once it is back.
      String again = "What is the capital of France?";
      Waiting.until(
          "it is shared again",
          () -> {
            HttpResponse<String> _ = ask(one, again + entriesIn(redis));
            return entriesIn(redis) > 0;
          });
    }
  }

  private static void awaitMore(Map<Integer, Integer> statuses) {
    int before = statuses.getOrDefault(200, 0);
    Waiting.until("more", () -> statuses.getOrDefault(200, 0) > before + 30);
  }

  private static void load(
      SystemFixture system, AtomicBoolean over, Map<Integer, Integer> statuses) {
    for (int i = 0; !over.get(); i++) {
      // Some new, some known.
      int status = ask(system, QUESTION + i % 7 + "-" + i / 50).statusCode();
      statuses.merge(status, 1, Integer::sum);
    }
  }

  private static long entriesIn(RedisServer redis) {
    return redis.keys().stream().filter(name -> name.contains(":entry:")).count();
  }

  private static String entry(RedisServer redis) {
    return redis.keys().stream().filter(name -> name.contains(":entry:")).findFirst().orElseThrow();
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
