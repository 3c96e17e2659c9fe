package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.simulator.Faults;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sidecar that never heard of a request serves its next attempt. */
class FailoverRestartIT {
  @ParameterizedTest(name = "rendered for {0}")
  @ValueSource(strings = {"1.40", "1.37"})
  void another_sidecar_than_the_one_that_decided(String rendered) {
    try (SystemFixture system =
        SystemFixture.example()
            .adding("failover: {answer_timeout: 30s}")
            .oldestEnvoy(rendered)
            .start(EnvoyFixture.newest())) {
      system.server("small").faults(Faults.hanging());
      String body = Bodies.auto("Hi there!");
      CompletableFuture<HttpResponse<String>> answer =
          CompletableFuture.supplyAsync(() -> system.envoy().post(Api.CHAT.path(), body));
      Waiting.until("asked", () -> system.server("small").requests().count() == 1);

      system.stopSidecar();
      system.startSidecar();
      // Breaks the connection off on which the first model is being asked.
      system.server("small").faults(Faults.refusing());

      HttpResponse<String> response = answer.join();
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(header(response, "x-simulated-model")).isEqualTo("medium");
      assertThat(system.lastRequest("medium").body())
          .isEqualTo(body.replace("\"auto\"", "\"llama-3.1-70b-instruct\""));
    }
  }
}
