package dev.interlock.simulator;

import static dev.interlock.simulator.Client.events;
import static dev.interlock.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OpenAiServerTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String HELLO =
      """
      {"model": "gpt-sim-frontier", "messages": [{"role": "user", "content": "Hello there"}]%s}
      """;
  private static final String WEATHER_TOOL =
      """
      , "tools": [{"type": "function", "function": {"name": "get_weather", "parameters":
        {"type": "object", "properties": {"city": {"type": "string"}, "days": {"type": "integer"},
         "unit": {"enum": ["celsius", "kelvin"]}}, "required": ["city"]}}}]
      """;

  private static FleetSimulator fleet;
  private static Client client;

  @BeforeAll
  static void start() {
    fleet = FleetSimulator.start(Fleet.standard().instant().onFreePorts());
    client = new Client();
  }

  @AfterAll
  static void stop() {
    client.close();
    fleet.close();
  }

  @Test
  void chat_answers_with_text_usage_and_who_it_is() throws Exception {
    HttpResponse<String> response = client.post(frontier(), CHAT, HELLO.formatted(""));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("x-simulated-model")).hasValue("frontier");
    JsonNode body = json(response);
    assertThat(body.at("/object").stringValue()).isEqualTo("chat.completion");
    assertThat(body.at("/model").stringValue()).isEqualTo("gpt-sim-frontier");
    assertThat(body.at("/choices/0/message/role").stringValue()).isEqualTo("assistant");
    assertThat(body.at("/choices/0/message/content").stringValue())
        .startsWith("[frontier] gpt-sim-frontier ");
    assertThat(body.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
    int input = body.at("/usage/prompt_tokens").intValue();
    int output = body.at("/usage/completion_tokens").intValue();
    assertThat(input).isEqualTo(3 + 4);
    assertThat(body.at("/usage/total_tokens").intValue()).isEqualTo(input + output);
    assertThat(Double.parseDouble(response.headers().firstValue("x-simulated-usd").orElseThrow()))
        .isEqualTo((input * 5.0 + output * 15.0) * 1e-6);
  }

  @Test
  void the_same_request_gets_the_same_answer() throws Exception {
    String first = client.post(frontier(), CHAT, HELLO.formatted("")).body();
    String again = client.post(frontier(), CHAT, HELLO.formatted("")).body();
    String other =
        client.post(frontier(), CHAT, HELLO.formatted("").replace("there", "you")).body();

    assertThat(again.replaceAll("\"created\":\\d+", ""))
        .isEqualTo(first.replaceAll("\"created\":\\d+", ""))
        .isNotEqualTo(other.replaceAll("\"created\":\\d+", ""));
  }

  @Test
  void a_chat_stream_says_what_the_whole_answer_says() throws Exception {
    String whole =
        json(client.post(frontier(), CHAT, HELLO.formatted("")))
            .at("/choices/0/message/content")
            .stringValue();

    HttpResponse<String> stream =
        client.post(
            frontier(),
            CHAT,
            HELLO.formatted(", \"stream\": true, \"stream_options\": {\"include_usage\": true}"));

    assertThat(stream.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(stream.body()).endsWith("data: [DONE]\n\n");
    List<JsonNode> events = events(stream);
    assertThat(events)
        .allMatch(e -> e.path("object").stringValue().equals("chat.completion.chunk"));
    assertThat(events.getFirst().at("/choices/0/delta/role").stringValue()).isEqualTo("assistant");
    assertThat(joined(events, "/choices/0/delta/content")).isEqualTo(whole);
    assertThat(events.get(events.size() - 2).at("/choices/0/finish_reason").stringValue())
        .isEqualTo("stop");
    assertThat(events.getLast().path("choices")).isEmpty();
    assertThat(events.getLast().at("/usage/prompt_tokens").intValue()).isEqualTo(7);
    assertThat(events.getFirst().path("usage").isNull()).isTrue();
  }

  @Test
  void a_stream_without_the_option_has_no_usage() throws Exception {
    HttpResponse<String> stream =
        client.post(frontier(), CHAT, HELLO.formatted(", \"stream\": true"));

    assertThat(events(stream)).noneMatch(event -> event.has("usage"));
  }

  @Test
  void a_limit_cuts_the_answer() throws Exception {
    JsonNode body =
        json(client.post(frontier(), CHAT, HELLO.formatted(", \"max_completion_tokens\": 5")));

    assertThat(body.at("/usage/completion_tokens").intValue()).isEqualTo(5);
    assertThat(body.at("/choices/0/finish_reason").stringValue()).isEqualTo("length");
  }

  @Test
  void a_required_tool_is_called_with_arguments_that_fit_its_schema() throws Exception {
    JsonNode body =
        json(
            client.post(
                frontier(),
                CHAT,
                HELLO.formatted(WEATHER_TOOL + ", \"tool_choice\":\"required\"")));

    JsonNode call = body.at("/choices/0/message/tool_calls/0");
    assertThat(call.at("/function/name").stringValue()).isEqualTo("get_weather");
    assertThat(call.at("/function/arguments").stringValue())
        .isEqualTo("{\"city\":\"sample city\",\"days\":1,\"unit\":\"celsius\"}");
    assertThat(body.at("/choices/0/finish_reason").stringValue()).isEqualTo("tool_calls");
  }

  @Test
  void an_offered_tool_is_called_when_the_prompt_asks_for_it_only() throws Exception {
    String offered = HELLO.formatted(WEATHER_TOOL);

    JsonNode unasked = json(client.post(frontier(), CHAT, offered));
    JsonNode asked =
        json(client.post(frontier(), CHAT, offered.replace("Hello there", "Weather in Bonn?")));

    assertThat(unasked.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
    assertThat(asked.at("/choices/0/finish_reason").stringValue()).isEqualTo("tool_calls");
  }

  @Test
  void a_streamed_tool_call_arrives_in_pieces() throws Exception {
    List<JsonNode> events =
        events(
            client.post(
                frontier(),
                CHAT,
                HELLO.formatted(
                    WEATHER_TOOL + ", \"tool_choice\":\"required\", \"stream\": true")));

    assertThat(joined(events, "/choices/0/delta/tool_calls/0/function/name"))
        .isEqualTo("get_weather");
    assertThat(joined(events, "/choices/0/delta/tool_calls/0/function/arguments"))
        .startsWith("{\"city\":");
  }

  @Test
  void a_json_schema_is_satisfied() throws Exception {
    String format =
        """
        , "response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema":
          {"type": "object", "properties": {"ok": {"type": "boolean"}}}}}
        """;

    JsonNode body = json(client.post(frontier(), CHAT, HELLO.formatted(format)));

    assertThat(body.at("/choices/0/message/content").stringValue()).isEqualTo("{\"ok\":true}");
  }

  @Test
  void completions_answer_whole_and_streamed() throws Exception {
    String request = "{\"model\": \"qwen2.5-7b-instruct\", \"prompt\": \"Once\"%s}";
    ModelServer small = fleet.server("small");

    JsonNode whole = json(client.post(small, "/v1/completions", request.formatted("")));
    List<JsonNode> events =
        events(client.post(small, "/v1/completions", request.formatted(", \"stream\": true")));

    assertThat(whole.at("/object").stringValue()).isEqualTo("text_completion");
    assertThat(joined(events, "/choices/0/text"))
        .isEqualTo(whole.at("/choices/0/text").stringValue())
        .startsWith("[small]");
  }

  @Test
  void responses_answer_whole_and_streamed() throws Exception {
    String request =
        "{\"model\": \"gpt-sim-frontier\", \"input\": \"Hello\", \"instructions\": \"Be kind\"%s}";

    JsonNode whole = json(client.post(frontier(), "/v1/responses", request.formatted("")));
    List<JsonNode> events =
        events(client.post(frontier(), "/v1/responses", request.formatted(", \"stream\": true")));

    String text = whole.at("/output/0/content/0/text").stringValue();
    assertThat(whole.at("/object").stringValue()).isEqualTo("response");
    assertThat(whole.at("/status").stringValue()).isEqualTo("completed");
    assertThat(whole.at("/usage/input_tokens").intValue()).isPositive();
    assertThat(events.stream().map(event -> event.path("type").stringValue()).distinct())
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
    assertThat(
            events.stream()
                .filter(e -> e.path("type").stringValue().equals("response.output_text.delta"))
                .map(e -> e.path("delta").stringValue())
                .collect(Collectors.joining()))
        .isEqualTo(text);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).path("sequence_number").intValue()).isEqualTo(i);
    }
  }

  @Test
  void embeddings_are_unit_vectors_and_alike_for_alike_texts() throws Exception {
    ModelServer embed = fleet.server("embed");
    JsonNode body =
        json(
            client.post(
                embed,
                "/v1/embeddings",
                """
                {"model": "embed-small", "input":
                  ["reset my password", "please reset my password", "a recipe for soup"]}
                """));

    float[] reset = vector(body, 0);
    assertThat(dot(reset, reset)).isBetween(0.999, 1.001);
    assertThat(dot(reset, vector(body, 1))).isGreaterThan(dot(reset, vector(body, 2)) + 0.4);
    assertThat(body.at("/usage/total_tokens").intValue()).isPositive();
  }

  @Test
  void embeddings_as_base64_are_the_same_numbers() throws Exception {
    ModelServer embed = fleet.server("embed");
    String request = "{\"model\": \"embed-small\", \"input\": \"hello\"%s}";

    float[] floats = vector(json(client.post(embed, "/v1/embeddings", request.formatted(""))), 0);
    String base64 =
        json(client.post(
                embed, "/v1/embeddings", request.formatted(", \"encoding_format\":\"base64\"")))
            .at("/data/0/embedding")
            .stringValue();

    float[] decoded = new float[floats.length];
    ByteBuffer.wrap(Base64.getDecoder().decode(base64))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(decoded);
    assertThat(decoded).containsExactly(floats);
  }

  @Test
  void models_are_listed() throws Exception {
    JsonNode body = json(client.get(frontier(), "/v1/models"));

    assertThat(body.at("/data/0/id").stringValue()).isEqualTo("gpt-sim-frontier");
  }

  @Test
  void an_unknown_model_is_not_found() throws Exception {
    HttpResponse<String> response =
        client.post(frontier(), CHAT, HELLO.formatted("").replace("gpt-sim-frontier", "auto"));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).at("/error/code").stringValue()).isEqualTo("model_not_found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | model",
        "{\"model\": 3} | model",
        "{\"model\": \"gpt-sim-frontier\"} | messages",
        "{\"model\": \"gpt-sim-frontier\", \"messages\": []} | messages",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"king\", \"content\": \"x\"}]} | messages[0].role",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": 3}]} | messages[0].content",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"stream\": \"yes\"} | stream",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"temperature\": 3} | temperature",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"max_tokens\": 0} | max_tokens",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"tool_choice\": \"auto\"} | tool_choice",
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"stream_options\": {}} | stream_options"
      })
  void a_wrong_field_is_named(String request, String field) throws Exception {
    HttpResponse<String> response = client.post(frontier(), CHAT, request);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).at("/error/param").stringValue()).isEqualTo(field);
    assertThat(json(response).at("/error/type").stringValue()).isEqualTo("invalid_request_error");
  }

  @ParameterizedTest
  @CsvSource({"'{\"model\":', 400", "'[]', 400", "'', 400"})
  void what_is_no_json_object_is_refused(String request, int status) throws Exception {
    assertThat(client.post(frontier(), CHAT, request).statusCode()).isEqualTo(status);
  }

  @Test
  void an_endpoint_it_does_not_serve_is_not_found() throws Exception {
    assertThat(client.post(frontier(), "/v1/embeddings", "{}").statusCode()).isEqualTo(404);
    assertThat(client.post(frontier(), "/v1/nothing", "{}").statusCode()).isEqualTo(404);
    assertThat(client.get(frontier(), CHAT).statusCode()).isEqualTo(405);
  }

  private static ModelServer frontier() {
    return fleet.server("frontier");
  }

  private static String joined(List<JsonNode> events, String pointer) {
    return events.stream().map(e -> e.at(pointer).stringValue("")).collect(Collectors.joining());
  }

  private static float[] vector(JsonNode body, int index) {
    JsonNode numbers = body.at("/data/" + index + "/embedding");
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers.path(i).floatValue();
    }
    return vector;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
