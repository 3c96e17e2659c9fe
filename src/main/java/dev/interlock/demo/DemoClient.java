package dev.interlock.demo;

import com.google.protobuf.util.JsonFormat;
import dev.interlock.dialect.answer.UsageReader;
import dev.interlock.inference.Dialect;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Decision;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** An ordinary client of Envoy, and a curious one of the admin interface. */
final class DemoClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ANSWER_TOKENS = 1024;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI envoy;
  private final URI admin;

  DemoClient(URI envoy, URI admin) {
    this.envoy = envoy;
    this.admin = admin;
  }

  /**
   * What came back.
   *
   * @param usage tokens, reported or estimated
   */
  record Answer(int status, Map<String, String> headers, String body, Usage usage) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** The model that answered. */
    String model() {
      return header("x-interlock-model");
    }

    /** The code of why. */
    String reason() {
      return header("x-interlock-reason");
    }
  }

  /**
   * What came of a change of the configuration.
   *
   * @param result a word, such as {@code applied}
   * @param generation the one in force afterwards
   */
  record Change(String result, String generation, List<String> problems) {}

  Answer ask(Prompt prompt, Map<String, String> headers) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", prompt.model());
    body.putArray("messages").addObject().put("role", "user").put("content", prompt.text());
    body.put("max_tokens", ANSWER_TOKENS);
    if (prompt.stream()) {
      body.put("stream", true);
    }
    var request =
        HttpRequest.newBuilder(envoy.resolve(prompt.api().path()))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    if (prompt.api().dialect() == Dialect.ANTHROPIC) {
      request.header("anthropic-version", "2023-06-01");
    }
    headers.forEach(request::header);
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    UsageReader usage =
        UsageReader.of(prompt.api(), response.headers().firstValue("content-type").orElse(""));
    usage.accept(response.body());
    return new Answer(
        response.statusCode(),
        response.headers().map().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getFirst())),
        new String(response.body(), StandardCharsets.UTF_8),
        usage.answer().usageOrEstimate(0));
  }

  /** The decision behind an answer, if the sidecar still knows it. */
  Optional<Decision> decision(Answer answer) throws IOException, InterruptedException {
    String id = answer.header("x-interlock-decision");
    if (id.isEmpty()) {
      return Optional.empty();
    }
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(admin.resolve("/api/decisions/" + id)).build(),
            HttpResponse.BodyHandlers.ofString());
    return response.statusCode() == 200 ? Optional.of(parse(response.body())) : Optional.empty();
  }

  /** Makes the sidecar read its file again. */
  Change reload() throws IOException, InterruptedException {
    JsonNode change = post("/api/reload", "");
    return new Change(
        change.path("result").asString(""),
        change.path("generation").asString(""),
        change.path("problems").valueStream().map(problem -> problem.asString("")).toList());
  }

  /** The kill switch. */
  void passThrough(boolean enabled) throws IOException, InterruptedException {
    JsonNode _ = post("/api/passthrough", "{\"enabled\": " + enabled + "}");
  }

  /** Says whether {@code answer} was good enough. */
  void judge(Answer answer, boolean good) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("decision", answer.header("x-interlock-decision"));
    body.put("good", good);
    JsonNode _ = post("/api/feedback", body.toString());
  }

  /** Forgets all that was learnt from feedback. */
  void forget() throws IOException, InterruptedException {
    JsonNode _ = post("/api/memory/reset", "");
  }

  private JsonNode post(String path, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(admin.resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private static Decision parse(String json) throws IOException {
    var decision = Decision.newBuilder();
    JsonFormat.parser().merge(json, decision);
    return decision.build();
  }

  @Override
  public void close() {
    http.close();
  }
}
