package dev.interlock.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real HTTP against servers that answer as Ollama and vLLM do. */
class LocalServersTest {
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_named_server_that_does_not_answer_is_a_note() throws InterruptedException {
    answer(Map.of());
    URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (var servers = new LocalServers()) {
      assertThat(servers.findNamed(List.of(here)).notes())
          .singleElement()
          .asString()
          .contains(here.toString(), "no answer");
      assertThatThrownBy(() -> servers.findNamed(List.of(URI.create("localhost:8000"))))
          .hasMessage("--server: localhost:8000 (expected: an address such as http://host:port)");
    }
  }

  @Test
  void asks_ollama_for_its_models_and_what_they_can() throws InterruptedException {
    answer(
        Map.of(
            "/api/tags",
            """
            {"models": [
              {"name": "llama3.2:latest", "details": {"parameter_size": "3.2B"}},
              {"name": "nomic-embed-text:latest", "details": {"parameter_size": "137M"}}]}
            """,
            "/api/show",
            "{\"capabilities\": [\"completion\", \"tools\"]}"));

    Findings found = find();

    assertThat(found.sources()).singleElement().asString().startsWith("Ollama at http://127.");
    assertThat(found.models())
        .extracting(ModelDraft::id, m -> m.traits().apis(), m -> m.traits().contextWindow())
        .containsExactly(
            tuple("llama3.2", List.of("chat", "completions"), 4096),
            tuple("nomic-embed-text", List.of("embeddings"), 4096));
    ModelDraft llama = found.models().getFirst();
    assertThat(llama.upstreamModel()).isEqualTo("llama3.2:latest");
    assertThat(llama.traits().quality()).hasValue(0.45);
    assertThat(llama.traits().capabilities()).contains("tools").doesNotContain("vision");
  }

  @Test
  void believes_what_vllm_says_of_its_context() throws InterruptedException {
    answer(
        Map.of(
            "/v1/models",
            "{\"data\": [{\"id\": \"meta-llama/Llama-3.3-70B-Instruct\", \"max_model_len\": 131072}]}"));

    ModelDraft model = find().models().getFirst();

    assertThat(model.id()).isEqualTo("Llama-3.3-70B-Instruct");
    assertThat(model.upstreamModel()).isEqualTo("meta-llama/Llama-3.3-70B-Instruct");
    assertThat(model.traits().contextWindow()).isEqualTo(131072);
    assertThat(model.traits().quality()).hasValue(0.75);
    assertThat(model.traits().local()).isTrue();
  }

  @Test
  void a_stranger_on_the_port_is_nobody() throws InterruptedException {
    answer(Map.of("/v1/models", "<html>hello</html>", "/api/tags", "[1, 2]"));

    assertThat(find()).isEqualTo(Findings.NONE);
  }

  @Test
  void nobody_on_the_port_is_no_failure() throws InterruptedException {
    server.stop(0);

    assertThat(find()).isEqualTo(Findings.NONE);
  }

  @Test
  void an_empty_ollama_is_told() throws InterruptedException {
    answer(Map.of("/api/tags", "{\"models\": []}"));

    assertThat(find().canRoute()).isFalse();
    assertThat(find().notes()).singleElement().asString().contains("no model is installed");
  }

  private Findings find() throws InterruptedException {
    try (var local = new LocalServers()) {
      return local.find(List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    }
  }

  private void answer(Map<String, String> bodies) {
    bodies.forEach(
        (path, body) ->
            server.createContext(
                path,
                exchange -> {
                  byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                  exchange.sendResponseHeaders(200, bytes.length);
                  exchange.getResponseBody().write(bytes);
                  exchange.close();
                }));
  }
}
