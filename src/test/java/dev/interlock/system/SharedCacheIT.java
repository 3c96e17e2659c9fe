package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.sharedcache.RedisServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two sidecars, each behind a real Envoy of its own, share what they keep in a real Redis. */
@Tag("alone")
class SharedCacheIT {
  private static final String QUESTION = "How do I reset my password?";
  private static final String MISS = "miss";
  private static final String HIT = "hit-exact";
  private static final String MEANT = "hit-semantic";

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

  /** Many ways to write the same words, each another question to the exact tier. */
  private static final int SPELLINGS = 40;

  private static final List<String> THINGS =
      List.of(
          "an invoice",
          "an order",
          "a contract",
          "a bill",
          "a ticket",
          "a report",
          "a form",
          "a calendar");
  private static final List<String> OTHER_THINGS =
      List.of("a parcel", "a lamp", "a jacket", "a book", "a chair");
  private static final String RETURN = "How do I return %s?";
  private static final String WAY = "How do I change %s?";
  private static final String OTHER_WAY = "How can I change %s?";

  private static Map<String, String> answers() {
    Map<String, String> answers = new HashMap<>();
    for (String thing : OTHER_THINGS) {
      for (int i = 0; i < SPELLINGS; i++) {
        answers.put(spelt(RETURN.formatted(thing), i), "Use the label of " + thing + ".");
      }
    }
    for (String thing : THINGS) {
      for (int i = 0; i < 3; i++) {
        answers.put(spelt(WAY.formatted(thing), i), "Open the page of " + thing + ".");
      }
      answers.put(OTHER_WAY.formatted(thing), "Open the page of " + thing + ".");
    }
    return answers;
  }

  private static String spelt(String question, int way) {
    return question + " ".repeat(way);
  }

  private static SystemFixture.Builder sharing(RedisServer redis) {
    return SystemFixture.example()
        .replacing(
            "  - name: everything else",
            """
              - name: kept
                cache: {exact: {ttl: 1h}, semantic: {max_error: 0.2, ttl: 1h}, tags: [faq]}
              - name: everything else"""
                .indent(2)
                .stripTrailing())
        .adding(
            """
            callers: {metadata: {namespace: gateway, tenant: [tenant]}}
            cache: {shared: {url: "%s", secret: "${FLEET_SECRET}", deadline: 250ms}}
            """
                .formatted(redis.url()))
        .answering(answers())
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
  void two_replicas_are_one_cache_and_a_dead_store_is_nobodys_error() throws Exception {
    try (var redis = RedisServer.start();
        var one = sharing(redis).start();
        var other = sharing(redis).servedAs(one).start()) {
      awaitConnected(one);
      awaitConnected(other);
      whatOneKeepsTheOtherGives(one, other, redis);
      whatMeansTheSameIsFoundThere(one, other);
      aBadAnswerIsBadEverywhere(one, other);
      whatOneDeletesNeitherGives(one, other, redis);
      aDeadStoreIsNobodysError(one, other, redis);
    }
  }

  private static void whatOneKeepsTheOtherGives(
      SystemFixture one, SystemFixture other, RedisServer redis) {
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
  }

  private static void whatMeansTheSameIsFoundThere(SystemFixture one, SystemFixture other) {
    // What may be risked is bet on each replica alone; so the other has to have seen something.
    int hits = 0;
    for (int spelling = 0; hits < 3; spelling++) {
      assertThat(spelling).isLessThan(SPELLINGS);
      for (String thing : OTHER_THINGS) {
        HttpResponse<String> taught = ask(other, spelt(RETURN.formatted(thing), spelling));
        hits += status(taught).equals(MEANT) ? 1 : 0;
      }
    }
    for (String thing : THINGS) {
      String question = WAY.formatted(thing);
      double known = distant(other);
      HttpResponse<String> first = ask(one, question);
      long answered = System.nanoTime();
      Waiting.until("the other knows of it", () -> distant(other) > known);
      assertThat(System.nanoTime() - answered).isLessThan(1_000_000_000L);
      // A verdict on it, which the other hears of.
      HttpResponse<String> second = ask(one, spelt(question, 1));
      assertThat(status(second)).isEqualTo(MISS);
      Waiting.until("the other knows of both", () -> distant(other) > known + 1);
      List<String> theirs = List.of(entryOf(one, first), entryOf(one, second));

      // In other words it is found, too, though evidence of that has yet to come.
      HttpResponse<String> reworded = ask(other, OTHER_WAY.formatted(thing));
      JsonNode near = other.decision(reworded).at("/cache/meaning");
      assertThat(near.get("entry").asString()).as("%s", near).isIn(theirs);
      assertThat(near.get("similarity").asDouble()).isBetween(0.8, 0.9999);

      long asked = one.requestsServed();
      HttpResponse<String> third = ask(other, spelt(question, 2));
      JsonNode meaning = other.decision(third).at("/cache/meaning");
      assertThat(meaning.get("entry").asString()).as("%s", meaning).isIn(theirs);
      if (status(third).equals(MEANT)) {
        assertThat(third.body()).isIn(first.body(), second.body());
        assertThat(one.requestsServed()).isEqualTo(asked);
        return;
      }
      // Lots fell on it, to try it against a model.
      assertThat(meaning.get("explored").asString()).isEqualTo("drawn");
    }
    throw new AssertionError("lots fell on all of " + THINGS);
  }

  private static void aBadAnswerIsBadEverywhere(SystemFixture one, SystemFixture other) {
    String question = "What is a notice period?";
    HttpResponse<String> bad = ask(one, question);
    assertThat(status(ask(other, question))).isEqualTo(HIT);
    long before = entries(other);
    String feedback =
        "{\"decision\":\"%s\",\"good\":false}".formatted(header(bad, "x-interlock-decision"));
    assertThat(one.adminPost("/api/feedback", feedback).statusCode()).isEqualTo(200);
    Waiting.until("the other has heard", () -> entries(other) == before - 1);
    assertThat(status(ask(other, question))).isEqualTo(MISS);
    assertThat(status(ask(other, question))).isEqualTo(MISS);
  }

  private static void whatOneDeletesNeitherGives(
      SystemFixture one, SystemFixture other, RedisServer redis) {
    long there = entriesIn(redis);
    JsonNode would = json(delete(other, "tag=faq&dry_run=true"));
    assertThat(would.get("shared").asLong()).isEqualTo(there).isPositive();
    assertThat(delete(other, "tag=none").body()).contains("\"shared\":0");
    assertThat(json(delete(other, "tag=faq")).get("shared").asLong()).isEqualTo(there);
    assertThat(entriesIn(redis)).isZero();
    Waiting.until("it is gone there, too", () -> entries(one) == 0 && distant(one) == 0);
    assertThat(distant(other)).isZero();
    assertThat(status(ask(one, QUESTION))).isEqualTo(MISS);
  }

  private static void aDeadStoreIsNobodysError(
      SystemFixture one, SystemFixture other, RedisServer redis) throws Exception {
    var statuses = new ConcurrentHashMap<Integer, Integer>();
    var over = new AtomicBoolean();
    Thread load = Thread.ofVirtual().start(() -> load(other, over, statuses));
    awaitMore(statuses);
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

  private static void awaitMore(Map<Integer, Integer> statuses) {
    int before = statuses.getOrDefault(200, 0);
    Waiting.until("more", () -> statuses.getOrDefault(200, 0) > before + 15);
  }

  private static void load(
      SystemFixture system, AtomicBoolean over, Map<Integer, Integer> statuses) {
    for (int i = 0; !over.get(); i++) {
      // Some new, some known.
      int status = ask(system, QUESTION + i % 7 + "-" + i / 50).statusCode();
      statuses.merge(status, 1, Integer::sum);
    }
  }

  /** How the entry is called that {@code miss} became. */
  private static String entryOf(SystemFixture system, HttpResponse<String> miss) {
    String decision = header(miss, "x-interlock-decision");
    return system
        .adminGet("/api/cache")
        .get("entries")
        .valueStream()
        .filter(entry -> entry.get("decision").asString().equals(decision))
        .map(entry -> entry.get("id").asString())
        .findFirst()
        .orElseThrow();
  }

  private static double distant(SystemFixture system) {
    return system.metric("interlock_cache_distant_entries");
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
