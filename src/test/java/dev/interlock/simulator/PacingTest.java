package dev.interlock.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacingTest {
  @Test
  void a_model_takes_at_least_its_time() throws Exception {
    Fleet fleet =
        FleetFile.parse(
            "models: [{id: m, names: [m], first_token: 60ms, per_token: 10ms, tokens: {median: 1, spread: 0}}]");
    try (FleetSimulator simulator = FleetSimulator.start(fleet);
        Client client = new Client()) {
      for (String mode : new String[] {"false", "true"}) {
        long start = System.nanoTime();
        var response =
            client.post(
                simulator.server("m"),
                "/v1/completions",
                "{\"model\":\"m\",\"prompt\":\"x\",\"stream\":" + mode + "}");
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(response.statusCode()).isEqualTo(200);
        // Four tokens: the first after 60 ms, three more at 10 ms each.
        assertThat(taken).isGreaterThanOrEqualTo(Duration.ofMillis(88));
      }
    }
  }
}
