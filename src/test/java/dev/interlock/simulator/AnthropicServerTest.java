package dev.interlock.simulator;

import static dev.interlock.simulator.Client.events;
import static dev.interlock.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnthropicServerTest {
  private static final String HELLO =
      """
      {"model": "claude-sim", "max_tokens": 1000, "system": "Be kind",
       "messages": [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}]%s}
      """;
  private static final String[] VERSION = {"anthropic-version", "2023-06-01", "x-api-key", "key"};

  private static FleetSimulator fleet;
  private static Client client;

  @BeforeAll
  static void start() {
    var key = new RequiredCredential("x-api-key", "key");
    fleet =
        FleetSimulator.start(
            Fleet.standard()
                .instant()
                .onFreePorts()
                .map(m -> m.id().equals("claude") ? m.demanding(key) : m));
    client = new Client();
  }

  @AfterAll
  static void stop() {
    client.close();
    fleet.close();
  }

  @Test
  void a_message_is_answered() throws Exception {
    JsonNode body = json(post(HELLO.formatted("")));

    assertThat(body.at("/type").stringValue()).isEqualTo("message");
    assertThat(body.at("/content/0/type").stringValue()).isEqualTo("text");
    assertThat(body.at("/content/0/text").stringValue()).startsWith("[claude] claude-sim ");
    assertThat(body.at("/stop_reason").stringValue()).isEqualTo("end_turn");
    assertThat(body.at("/usage/input_tokens").intValue()).isPositive();
    assertThat(body.at("/usage/output_tokens").intValue()).isPositive();
  }

  @Test
  void a_stream_has_the_documented_events_and_the_same_text() throws Exception {
    String whole = json(post(HELLO.formatted(""))).at("/content/0/text").stringValue();

    HttpResponse<String> stream = post(HELLO.formatted(", \"stream\": true"));

    List<JsonNode> events = events(stream);
    assertThat(events.stream().map(event -> event.path("type").stringValue()).distinct())
        .containsExactly(
            "message_start",
            "content_block_start",
            "ping",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    assertThat(stream.body()).startsWith("event: message_start\ndata: {").doesNotContain("[DONE]");
    assertThat(
            events.stream()
                .map(event -> event.at("/delta/text").stringValue(""))
                .collect(Collectors.joining()))
        .isEqualTo(whole);
    JsonNode end = events.get(events.size() - 2);
    assertThat(end.at("/delta/stop_reason").stringValue()).isEqualTo("end_turn");
    assertThat(end.at("/usage/output_tokens").intValue()).isPositive();
  }

  @Test
  void a_tool_is_used_when_any_must_be() throws Exception {
    String tools =
        """
        , "tools": [{"name": "look_up", "input_schema": {"type": "object", "properties":
          {"key": {"type": "string"}}}}], "tool_choice": {"type": "any"}
        """;

    JsonNode body = json(post(HELLO.formatted(tools)));

    assertThat(body.at("/stop_reason").stringValue()).isEqualTo("tool_use");
    assertThat(body.at("/content/0/name").stringValue()).isEqualTo("look_up");
    assertThat(body.at("/content/0/input/key").stringValue()).isEqualTo("sample key");
  }

  @Test
  void errors_are_in_its_dialect() throws Exception {
    var unknown = post(HELLO.formatted("").replace("claude-sim", "other"));
    var noLimit = post(HELLO.formatted("").replace("\"max_tokens\": 1000,", ""));
    var noVersion = client.post(server(), "/v1/messages", HELLO.formatted(""), "x-api-key", "key");
    var noKey =
        client.post(server(), "/v1/messages", HELLO.formatted(""), "anthropic-version", "1");

    assertError(unknown, 404, "not_found_error");
    assertError(noLimit, 400, "invalid_request_error");
    assertError(noVersion, 400, "invalid_request_error");
    assertError(noKey, 401, "authentication_error");
    assertThat(json(noLimit).at("/error/message").stringValue()).contains("max_tokens");
  }

  @Test
  void an_overload_has_its_type() throws Exception {
    server().faults(Faults.failing(529));
    try {
      assertError(post(HELLO.formatted("")), 529, "overloaded_error");
    } finally {
      server().faults(Faults.NONE);
    }
  }

  private static void assertError(HttpResponse<String> response, int status, String type) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).at("/type").stringValue()).isEqualTo("error");
    assertThat(json(response).at("/error/type").stringValue()).isEqualTo(type);
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return client.post(server(), "/v1/messages", body, VERSION);
  }

  private static ModelServer server() {
    return fleet.server("claude");
  }
}
