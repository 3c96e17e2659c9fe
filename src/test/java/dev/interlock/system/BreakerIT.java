package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.simulator.Faults;
import dev.interlock.simulator.Faults.ErrorAnswer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A model that failed lately is asked last, says so in the record, and comes back by itself. */
@SuppressWarnings("NullAway.Init")
@Tag("alone")
class BreakerIT {
  private static final Executor CLIENTS = Executors.newVirtualThreadPerTaskExecutor();

  private static SystemFixture system;

  @BeforeAll
  static void start() {
    system =
        SystemFixture.example()
            .replacing(
                "models: [small, medium, frontier, claude, embed]", "models: [small, medium]")
            .adding("failover: {breaker: {requests: 3, rest: 1s, longest_rest: 2s}}")
            .start();
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @AfterEach
  void heal() {
    system.server("small").faults(Faults.NONE);
    system.server("medium").faults(Faults.NONE);
    Waiting.until("small answers again", () -> model(ask()).equals("small"));
    system.server("small").requests().clear();
  }

  @Test
  void after_a_few_failures_nobody_is_kept_waiting_and_a_trial_brings_it_back() {
    system.server("small").faults(Faults.failing(500));
    for (int i = 0; i < 3; i++) {
      assertThat(model(ask())).isEqualTo("medium");
    }
    long asked = system.server("small").requests().count();

    HttpResponse<String> response = ask();

    assertThat(model(response)).isEqualTo("medium");
    assertThat(system.server("small").requests().count()).isEqualTo(asked).isLessThanOrEqualTo(3);
    JsonNode decision = system.decision(response);
    assertThat(decision.at("/rejected/0/model").asString()).isEqualTo("small");
    assertThat(decision.at("/rejected/0/reason").asString()).isEqualTo("resting");
    assertThat(decision.at("/plan/1/model").asString()).isEqualTo("small");
    assertThat(decision.get("explanation").asString()).contains("resting after failures: small");
    assertThat(system.metric("interlock_model_resting", "model=\"small\"")).isOne();
  }

  /**
   * That the decision itself claims the trial, however close together, is for a test of its own.
   */
  @Test
  void of_many_at_once_one_tries_it_when_its_rest_is_over() {
    system.server("small").faults(Faults.failing(500));
    for (int i = 0; i < 3; i++) {
      assertThat(model(ask())).isEqualTo("medium");
    }
    long asked = system.server("small").requests().count();
    long over = System.nanoTime() + Duration.ofMillis(1100).toNanos();
    Waiting.until("its rest is over", () -> System.nanoTime() - over > 0);

    List<CompletableFuture<HttpResponse<String>>> all =
        IntStream.range(0, 12)
            .mapToObj(_ -> CompletableFuture.supplyAsync(BreakerIT::ask, CLIENTS))
            .toList();

    assertThat(all.stream().map(CompletableFuture::join))
        .allSatisfy(response -> assertThat(model(response)).isEqualTo("medium"));
    assertThat(system.server("small").requests().count()).isEqualTo(asked + 1);
  }

  @Test
  void a_limit_is_left_alone_for_as_long_as_the_server_says() {
    var limited = new ErrorAnswer(1, 429, Optional.of(Duration.ofSeconds(2)));
    system.server("small").faults(new Faults(false, 0, 0, limited, Duration.ZERO, 0, 0));

    HttpResponse<String> first = ask();
    HttpResponse<String> second = ask();

    assertThat(model(first)).isEqualTo("medium");
    assertThat(model(second)).isEqualTo("medium");
    assertThat(system.server("small").requests().count()).isOne();
    JsonNode attempts = system.decision(first).get("attempts");
    assertThat(attempts).hasSize(2);
    assertThat(attempts.at("/0/model").asString()).isEqualTo("small");
    assertThat(attempts.at("/0/status").asInt()).isEqualTo(429);
    assertThat(attempts.at("/1/model").asString()).isEqualTo("medium");
    assertThat(attempts.at("/1/status").asInt()).isEqualTo(200);
  }

  @Test
  void when_all_rest_the_best_is_tried_all_the_same() {
    system.server("small").faults(Faults.refusing());
    system.server("medium").faults(Faults.refusing());
    for (int i = 0; i < 4; i++) {
      assertThat(ask().statusCode()).isEqualTo(503);
    }
    system.server("small").faults(Faults.NONE);

    HttpResponse<String> response = ask();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(model(response)).isEqualTo("small");
  }

  private static HttpResponse<String> ask() {
    return system.envoy().post(Api.CHAT.path(), Bodies.auto("Hi there!"));
  }

  private static String model(HttpResponse<String> response) {
    return header(response, "x-interlock-model");
  }
}
