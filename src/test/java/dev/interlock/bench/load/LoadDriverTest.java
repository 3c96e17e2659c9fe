package dev.interlock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.simulator.Faults;
import dev.interlock.simulator.Faults.ErrorAnswer;
import dev.interlock.simulator.Fleet;
import dev.interlock.simulator.FleetFile;
import dev.interlock.simulator.FleetSimulator;
import dev.interlock.simulator.ModelServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadDriverTest {
  private static final String HELLO =
      "{\"model\":\"qwen2.5-7b-instruct\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  private final LoadDriver driver = new LoadDriver();
  private FleetSimulator fleet;
  private ModelServer small;

  @BeforeEach
  void start() {
    fleet = FleetSimulator.start(Fleet.standard().instant().onFreePorts());
    small = fleet.server("small");
  }

  @AfterEach
  void stop() {
    driver.close();
    fleet.close();
  }

  @Test
  void a_constant_rate_sends_every_request_that_is_due() throws Exception {
    LoadResult result = driver.run(load(small, 4, new Pace.ConstantRate(200), "[small]"));

    assertThat(result.sent()).isBetween(99L, 101L);
    assertThat(result.latencies().getTotalCount()).isEqualTo(result.sent());
    assertThat(result.errors()).isEmpty();
    // The warm-up's 40 requests reached the server too, none twice.
    assertThat(small.requests().count()).isBetween(139L, 141L);
    assertThat(result.rps()).isBetween(198.0, 202.0);
    assertThat(result.next()).as("of one request").isZero();
  }

  @Test
  void a_closed_loop_loses_nothing() throws Exception {
    LoadResult result = driver.run(load(small, 3, new Pace.ClosedLoop(), "[small]"));

    assertThat(result.errors()).isEmpty();
    assertThat(result.latencies().getTotalCount()).isEqualTo(result.sent()).isPositive();
    assertThat(result.micros(50)).isPositive().isLessThanOrEqualTo(result.micros(99));
  }

  /** One connection, 20 ms an answer, 100 a second: half of the requests wait, ever longer. */
  @Test
  void a_slow_server_cannot_hide_the_requests_it_held_up() throws Exception {
    Fleet slow =
        FleetFile.parse("models: [{id: m, names: [qwen2.5-7b-instruct], first_token: 20ms}]");
    try (FleetSimulator slowFleet = FleetSimulator.start(slow)) {
      LoadResult result =
          driver.run(load(slowFleet.server("m"), 1, new Pace.ConstantRate(100), "[m]"));

      assertThat(result.sent()).isBetween(49L, 51L);
      assertThat(result.latencies().getTotalCount()).isEqualTo(result.sent());
      assertThat(result.micros(0)).isGreaterThan(20_000);
      assertThat(result.micros(100)).isGreaterThan(500_000);
    }
  }

  @Test
  void every_wrong_answer_is_counted_by_kind() throws Exception {
    LoadResult body = driver.run(load(small, 2, new Pace.ConstantRate(100), "[frontier]"));
    assertThat(body.errors()).containsOnlyKeys("body");
    assertThat(body.latencies().getTotalCount()).isZero();
    assertThat(body.micros(50)).isNaN();

    small.faults(Faults.failing(503));
    LoadResult status = driver.run(load(small, 2, new Pace.ConstantRate(100), "[small]"));
    assertThat(status.errors()).containsOnlyKeys("status 503");
    assertThat(status.errorCount()).isGreaterThanOrEqualTo(status.sent());
  }

  @Test
  void connections_that_break_are_errors_and_are_replaced() throws Exception {
    small.faults(
        new Faults(false, 0.2, 0, new ErrorAnswer(0, 500, Optional.empty()), Duration.ZERO, 0, 0));

    LoadResult result = driver.run(load(small, 2, new Pace.ConstantRate(100), "[small]"));

    assertThat(result.errors()).containsOnlyKeys("connection");
    assertThat(result.latencies().getTotalCount()).isPositive();
    assertThat(result.latencies().getTotalCount() + result.errorCount())
        .isGreaterThanOrEqualTo(result.sent());
  }

  @Test
  void a_target_that_is_not_there_is_said() {
    int port = small.port();
    small.faults(Faults.refusing());

    assertThatThrownBy(() -> driver.run(load(small, 2, new Pace.ClosedLoop(), "")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Integer.toString(port));
  }

  private static Load load(ModelServer server, int connections, Pace pace, String marker) {
    return new Load(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
        connections,
        pace,
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        List.of(
            PreparedRequest.post(
                "/v1/chat/completions", Map.of(), HELLO, AnswerCheck.contains(marker))));
  }
}
