package dev.interlock.simulator;

import static dev.interlock.simulator.Client.events;
import static dev.interlock.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class FaultsTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String HELLO =
      """
      {"model": "qwen2.5-7b-instruct", "messages": [{"role": "user", "content": "Hello"}]%s}
      """;
  private static final String STREAM = ", \"stream\": true";

  private FleetSimulator fleet;
  private Client client;

  @BeforeEach
  void start() {
    fleet = FleetSimulator.start(Fleet.standard().instant().onFreePorts());
    client = new Client();
  }

  @AfterEach
  void stop() {
    client.close();
    fleet.close();
  }

  @Test
  void refused_connections_come_back_on_the_same_port() throws Exception {
    assertThat(post("").statusCode()).isEqualTo(200);

    small().faults(Faults.refusing());
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), small().port()).close())
        .isInstanceOf(ConnectException.class);

    small().faults(Faults.NONE);
    assertThat(post("").statusCode()).isEqualTo(200);
  }

  @Test
  void a_neighbour_heals_a_server_that_refuses() throws Exception {
    var answer = client.put(small(), "/_sim/faults", "{\"refuse\": true}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> post("")).isInstanceOf(IOException.class);

    client.put(fleet.server("medium"), "/_sim/small/faults", "{}");

    assertThat(post("").statusCode()).isEqualTo(200);
  }

  @Test
  void a_reset_gives_no_answer() throws Exception {
    client.put(small(), "/_sim/faults", "{\"reset\": 1}");

    assertThatThrownBy(() -> post("")).isInstanceOf(IOException.class);
  }

  @Test
  void an_error_carries_its_status_and_when_to_come_back() throws Exception {
    client.put(
        small(),
        "/_sim/faults",
        "{\"error\": {\"rate\": 1, \"status\": 429, \"retry_after\": \"3s\"}}");

    HttpResponse<String> response = post("");

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("retry-after")).hasValue("3");
    assertThat(json(response).at("/error/type").stringValue()).isEqualTo("rate_limit_error");
  }

  @Test
  void an_error_rate_is_kept_and_repeats_with_the_seed() throws Exception {
    List<Integer> first = statusesAtHalfErrors(fleet);
    try (FleetSimulator again = FleetSimulator.start(Fleet.standard().instant().onFreePorts())) {
      assertThat(statusesAtHalfErrors(again)).isEqualTo(first);
    }
    assertThat(first).filteredOn(status -> status == 503).hasSizeBetween(30, 70);
  }

  @Test
  void a_truncated_answer_ends_early() throws Exception {
    client.put(small(), "/_sim/faults", "{\"truncate\": 1}");

    assertThatThrownBy(() -> post("")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> post(STREAM)).isInstanceOf(IOException.class);
  }

  @Test
  void a_malformed_answer_is_well_framed() throws Exception {
    client.put(small(), "/_sim/faults", "{\"malformed\": 1}");

    assertThat(post("").statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> json(post(""))).isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> events(post(STREAM))).isInstanceOf(JacksonException.class);
    assertThat(post(STREAM).body()).endsWith("data: [DONE]\n\n");
  }

  @Test
  void nonsense_faults_are_refused() throws Exception {
    assertThat(client.put(small(), "/_sim/faults", "{\"rest\": 1}").statusCode()).isEqualTo(400);
    assertThat(client.put(small(), "/_sim/faults", "{\"reset\": 2}").statusCode()).isEqualTo(400);
    assertThat(client.put(small(), "/_sim/nobody/faults", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void requests_are_counted_and_shown_without_secrets() throws Exception {
    client.post(small(), CHAT, HELLO.formatted(""), "authorization", "Bearer s3cret", "x-a", "b");
    post(", \"temperature\": 9");

    HttpResponse<String> response = client.get(small(), "/_sim/requests");

    JsonNode requests = json(response);
    assertThat(requests.path("count").intValue()).isEqualTo(2);
    assertThat(requests.at("/by_status/200").intValue()).isEqualTo(1);
    assertThat(requests.at("/by_status/400").intValue()).isEqualTo(1);
    JsonNode first = requests.at("/last/1");
    assertThat(first.path("model").stringValue()).isEqualTo("qwen2.5-7b-instruct");
    assertThat(first.path("bytes").intValue()).isEqualTo(HELLO.formatted("").length());
    assertThat(first.path("sha256").stringValue()).hasSize(64);
    assertThat(first.at("/headers/x-a").stringValue()).isEqualTo("b");
    assertThat(response.body()).doesNotContain("s3cret").doesNotContain("Hello");
    assertThat(small().requests().last().getLast().body()).isEqualTo(HELLO.formatted(""));
  }

  private static List<Integer> statusesAtHalfErrors(FleetSimulator fleet) throws Exception {
    ModelServer small = fleet.server("small");
    List<Integer> statuses = new ArrayList<>();
    try (Client own = new Client()) {
      own.put(small, "/_sim/faults", "{\"error\": {\"rate\": 0.5, \"status\": 503}}");
      for (int i = 0; i < 100; i++) {
        statuses.add(own.post(small, CHAT, HELLO.formatted("")).statusCode());
      }
    }
    return statuses;
  }

  private HttpResponse<String> post(String extra) throws IOException, InterruptedException {
    return client.post(small(), CHAT, HELLO.formatted(extra));
  }

  private ModelServer small() {
    return fleet.server("small");
  }
}
