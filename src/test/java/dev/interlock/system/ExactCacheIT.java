package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.simulator.Faults;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Through a real Envoy: the very same question is answered once by a model, and then from memory.
 */
@Tag("alone")
class ExactCacheIT {
  private static final String CHAT = Api.CHAT.path();
  private static final String QUESTION = "How do I reset my password?";
  private static final String MISS = "miss";
  private static final String HIT = "hit-exact";
  private static final int HERD = 200;

  private static SystemFixture.Builder caching() {
    return SystemFixture.example()
        .replacing(
            "  - name: everything else",
            "  - {name: kept, cache: {exact: {ttl: 1h}, tags: [faq]}}\n  - name: everything else");
  }

  @ParameterizedTest
  @EnumSource(names = {"CHAT", "COMPLETIONS", "MESSAGES"})
  void whichever_form_filled_it_an_answer_is_given_in_the_form_that_is_asked_for(Api api) {
    try (var system = caching().start()) {
      HttpResponse<String> first = post(system, api, false, QUESTION);
      assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
      assertThat(header(first, "x-interlock-cache")).isEqualTo(MISS);
      awaitEntries(system, 1);
      long asked = system.requestsServed();

      HttpResponse<String> again = post(system, api, false, QUESTION);
      HttpResponse<String> streamed = post(system, api, true, QUESTION);

      assertThat(header(again, "x-interlock-cache")).isEqualTo(HIT);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(header(again, "x-interlock-model")).isEqualTo(header(first, "x-interlock-model"));
      assertThat(header(again, "x-interlock-reason")).isEqualTo("cache_exact");
      assertThat(header(again, "age")).matches("[0-9]+");
      assertThat(header(streamed, "x-interlock-cache")).isEqualTo(HIT);
      assertThat(header(streamed, "content-type")).startsWith("text/event-stream");
      assertThat(streamed.body()).endsWith(api == Api.MESSAGES ? "\"}\n\n" : "data: [DONE]\n\n");
      assertThat(system.requestsServed()).isEqualTo(asked);

      String other = QUESTION + " Please.";
      HttpResponse<String> stream = post(system, api, true, other);
      assertThat(header(stream, "x-interlock-cache")).isEqualTo(MISS);
      awaitEntries(system, 2);
      HttpResponse<String> whole = post(system, api, false, other);
      assertThat(header(whole, "x-interlock-cache")).isEqualTo(HIT);
      assertThat(json(whole).isObject()).isTrue();
      assertThat(system.metric("interlock_cache_requests_total", "hit-exact")).isEqualTo(3);
    }
  }

  @Test
  void clients_can_ask_for_less_and_never_for_more() {
    try (var system = caching().start()) {
      assertThat(status(ask(system, QUESTION, "cache-control", "no-store"))).isEqualTo("bypass");
      assertThat(ask(system, QUESTION, "cache-control", "only-if-cached").statusCode())
          .isEqualTo(504);
      assertThat(status(ask(system, QUESTION))).isEqualTo(MISS);
      awaitEntries(system, 1);
      assertThat(status(ask(system, QUESTION, "cache-control", "only-if-cached"))).isEqualTo(HIT);
      assertThat(status(ask(system, QUESTION, "cache-control", "max-age=600"))).isEqualTo(HIT);
      assertThat(status(ask(system, QUESTION, "cache-control", "min-fresh=86400"))).isEqualTo(MISS);
      assertThat(status(ask(system, QUESTION, "cache-control", "no-cache"))).isEqualTo("bypass");
      assertThat(status(ask(system, QUESTION, "authorization", "Bearer another"))).isEqualTo(MISS);
    }
  }

  @Test
  void personal_data_and_cut_off_answers_are_not_kept() {
    try (var system = caching().start()) {
      String card = "My card is 4111 1111 1111 1111, what is its type?";
      HttpResponse<String> sensitive = ask(system, card);
      assertThat(system.decision(sensitive).at("/cache/not_kept").asString())
          .isEqualTo("sensitive");
      // The example's models stop at 16 tokens here.
      String limited =
          "{\"model\":\"auto\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
              .formatted(QUESTION);
      assertThat(status(system.envoy().post(CHAT, limited))).isEqualTo(MISS);
      Waiting.until(
          "it is judged",
          () -> system.adminGet("/api/cache").at("/fillings/unfinished").asInt(0) == 1);
      assertThat(status(system.envoy().post(CHAT, limited))).isEqualTo(MISS);
      assertThat(system.adminGet("/api/cache").get("count").asInt()).isZero();
    }
  }

  @Test
  void what_is_disliked_or_deleted_answers_no_more() {
    try (var system = caching().start()) {
      HttpResponse<String> first = ask(system, QUESTION);
      awaitEntries(system, 1);
      HttpResponse<String> hit = ask(system, QUESTION);
      assertThat(status(hit)).isEqualTo(HIT);

      for (String slip :
          List.of("", "entry=", "tag=faq&modl=small", "tag=faq&tag=x", "tag=faq&dry_run=1")) {
        assertThat(status(system, slip)).as(slip).isEqualTo(400);
      }
      assertThat(delete(system, "tag=faq&dry_run=true")).isEqualTo(1);
      assertThat(status(ask(system, QUESTION))).isEqualTo(HIT);
      assertThat(delete(system, "entry=" + header(hit, "x-interlock-cache-entry"))).isEqualTo(1);
      assertThat(status(ask(system, QUESTION))).isEqualTo(MISS);
      awaitEntries(system, 1);

      HttpResponse<String> bad = ask(system, QUESTION);
      assertThat(status(bad)).isEqualTo(HIT);
      String feedback =
          "{\"decision\":\"%s\",\"good\":false}".formatted(header(bad, "x-interlock-decision"));
      HttpResponse<String> told = system.adminPost("/api/feedback", feedback);
      assertThat(json(told).get("result").asString()).isEqualTo("quarantined");
      assertThat(status(ask(system, QUESTION))).isEqualTo(MISS);
      Waiting.until(
          "the next answer is not kept",
          () -> system.adminGet("/api/cache").at("/fillings/quarantined").asInt(0) == 1);
      assertThat(status(ask(system, QUESTION))).isEqualTo(MISS);
      assertThat(header(first, "x-interlock-cache")).isEqualTo(MISS);
    }
  }

  @Test
  void a_herd_makes_one_call() throws Exception {
    try (var system = caching().start();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Longer than Envoy waits for a reply of its own accord.
      faults(system, Faults.slow(Duration.ofMillis(1500)));
      var herd = new ArrayList<Future<HttpResponse<String>>>();
      for (int i = 0; i < HERD; i++) {
        Api api = Api.CHAT;
        boolean stream = i % 2 == 1;
        herd.add(threads.submit(() -> post(system, api, stream, QUESTION)));
      }
      var statuses = new TreeMap<String, Integer>();
      for (var one : herd) {
        statuses.merge(status(one.get()), 1, Integer::sum);
      }
      assertThat(statuses).isEqualTo(Map.of(MISS, 1, HIT, HERD - 1));
      assertThat(system.requestsServed()).isEqualTo(1);
      assertThat(system.metric("interlock_cache_waits_total")).isPositive();
    }
  }

  @Test
  void an_answer_over_its_time_serves_while_one_request_asks_anew() throws Exception {
    String rule = "exact: {ttl: 1s, stale_while_revalidate: 1h}";
    try (var system = caching().replacing("exact: {ttl: 1h}", rule).start();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String other = QUESTION + " Please.";
      ask(system, QUESTION);
      ask(system, other);
      awaitEntries(system, 2);
      Thread.sleep(1_000);
      faults(system, Faults.slow(Duration.ofMillis(500)));
      var herd = new ArrayList<Future<HttpResponse<String>>>();
      for (int i = 0; i < 8; i++) {
        herd.add(threads.submit(() -> ask(system, QUESTION)));
      }
      var statuses = new TreeMap<String, Integer>();
      for (var one : herd) {
        statuses.merge(status(one.get()), 1, Integer::sum);
      }
      assertThat(statuses).isEqualTo(Map.of(MISS, 1, "hit-stale", 7));
      Waiting.until(
          "the new answer is kept",
          () -> system.adminGet("/api/cache").at("/fillings/kept").asInt(0) == 3);

      faults(system, Faults.failing(503));
      assertThat(ask(system, other).statusCode()).isGreaterThanOrEqualTo(500);
      assertThat(status(ask(system, other))).isEqualTo("hit-stale");
    }
  }

  private static void faults(SystemFixture system, Faults faults) {
    for (String model : List.of("small", "medium", "frontier")) {
      system.server(model).faults(faults);
    }
  }

  @Test
  void a_reload_is_judged_by_the_rules_of_today() {
    try (var system = caching().start()) {
      ask(system, QUESTION);
      awaitEntries(system, 1);
      assertThat(status(ask(system, QUESTION))).isEqualTo(HIT);

      reload(system, text -> text.replace("exact: {ttl: 1h}, ", ""));
      Waiting.until(
          "nothing is kept", () -> header(ask(system, QUESTION), "x-interlock-cache").isEmpty());
      reload(system, text -> text.replace("cache: {tags", "cache: {exact: {ttl: 1h}, tags"));
      Waiting.until("the answer is good again", () -> status(ask(system, QUESTION)).equals(HIT));
    }
  }

  private static void reload(SystemFixture system, UnaryOperator<String> change) {
    system.edit(change);
    assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);
  }

  private static void awaitEntries(SystemFixture system, int count) {
    Waiting.until(
        count + " answers are kept",
        () -> system.adminGet("/api/cache").get("entries").size() == count);
  }

  private static long delete(SystemFixture system, String selection) {
    return json(send(system, selection)).get("deleted").asLong();
  }

  private static int status(SystemFixture system, String selection) {
    return send(system, selection).statusCode();
  }

  private static HttpResponse<String> send(SystemFixture system, String selection) {
    var uri = system.admin("/api/cache?" + selection);
    return system.envoy().send(HttpRequest.newBuilder(uri).DELETE().build());
  }

  private static HttpResponse<String> ask(SystemFixture system, String text, String... headers) {
    return system.envoy().post(CHAT, Bodies.auto(text), headers);
  }

  private static HttpResponse<String> post(
      SystemFixture system, Api api, boolean stream, String text) {
    String body = stream ? Bodies.streamed(api, "auto", text) : Bodies.of(api, "auto", text);
    // What is cut off is not kept.
    if (stream && api != Api.MESSAGES) {
      body =
          body.replace(
              "\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}");
    }
    String patient = body.replace("\"max_tokens\":64", "\"max_tokens\":4096");
    return system.envoy().post(api.path(), patient, "anthropic-version", "2023-06-01");
  }

  private static String status(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return header(response, "x-interlock-cache");
  }
}
