package dev.interlock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.ResponseCache;
import dev.interlock.memory.Decided;
import dev.interlock.memory.Learning;
import dev.interlock.server.HttpListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackApiTest {
  private static final float CHANCE = 0.8f;

  private final Learning learning = new Learning(() -> Instant.ofEpochMilli(1_000));
  private final ResponseCache cache =
      new ResponseCache(() -> Instant.ofEpochMilli(1_000), () -> 0, () -> 0);
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpListener listener;

  @BeforeEach
  void start() throws IOException {
    var routes = new HashMap<>(new MemoryApi(learning).routes());
    routes.put(FeedbackApi.PATH, new FeedbackApi(learning, cache));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    listener = HttpListener.start("test", address, routes);
    learning.decided(
        "d-1",
        new Decided(
            "acme",
            "auto",
            "billing",
            List.of("a rule"),
            List.of(new Decided.Turn("small", "small", CHANCE, CHANCE)),
            new float[0],
            "",
            1_000));
  }

  @AfterEach
  void stop() {
    listener.close();
    client.close();
  }

  @Test
  void the_first_counts_the_same_changes_nothing_and_another_takes_its_place() throws Exception {
    assertThat(post("/api/feedback", "{\"decision\":\"d-1\",\"good\":false}").body())
        .isEqualTo("{\"decision\":\"d-1\",\"score\":0.0,\"result\":\"counted\"}\n");
    assertThat(post("/api/feedback", "{\"decision\":\"d-1\",\"score\":0}").body())
        .contains("\"unchanged\"");
    assertThat(
            post(
                    "/api/feedback",
                    "{\"decision\":\"d-1\",\"score\":0.75,\"comment\":\"better, I see\"}")
                .body())
        .contains("\"replaced\"");

    assertThat(get("/api/memory"))
        .contains("\"good\":1.0", "\"bad\":0.0", "\"rule\":\"a rule\"")
        .doesNotContain("better");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense                                  | 400 | body: not JSON",
        "{}                                        | 400 | decision: missing",
        "[]                                        | 400 | decision: missing",
        "{\"decision\":7,\"good\":true}            | 400 | decision: missing",
        "{\"decision\":\"d-1\"}                    | 400 | good, score: missing",
        "{\"decision\":\"d-1\",\"score\":2}        | 400 | out of range",
        "{\"decision\":\"d-1\",\"score\":\"0.5\"}  | 400 | out of range",
        "{\"decision\":\"d-1\",\"good\":true,\"score\":1} | 400 | one of them",
        "{\"decision\":\"d-1\",\"good\":true,\"comment\":7} | 400 | comment: no text",
        "{\"decision\":\"d-2\",\"good\":true}      | 404 | not remembered"
      })
  void bad_input_gets_a_clear_error(String body, int status, String message) throws Exception {
    HttpResponse<String> answer = post("/api/feedback", body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(message);
  }

  @Test
  void a_long_comment_is_refused() throws Exception {
    for (int length : new int[] {5_000, 100_000}) {
      String body =
          "{\"decision\":\"d-1\",\"good\":true,\"comment\":\"%s\"}".formatted("x".repeat(length));
      assertThat(post("/api/feedback", body).statusCode()).isEqualTo(413);
    }
    assertThat(learning.view(1).models()).isEmpty();
  }

  @Test
  void an_operator_freezes_unfreezes_and_resets() throws Exception {
    var _ = post("/api/feedback", "{\"decision\":\"d-1\",\"good\":false}");

    assertThat(post("/api/memory/freeze", "").body()).contains("\"frozen\":\"by_hand\"");
    assertThat(post("/api/memory/unfreeze", "").body()).contains("\"frozen\":\"not\"");
    assertThat(post("/api/memory/reset", "").body()).contains("\"models\":[]");
  }

  @Test
  void other_methods_are_refused() throws Exception {
    assertThat(send(request("/api/feedback").GET()).statusCode()).isEqualTo(405);
    assertThat(send(request("/api/memory/reset").GET()).statusCode()).isEqualTo(405);
    assertThat(post("/api/memory", "").statusCode()).isEqualTo(405);
  }

  private String get(String path) throws Exception {
    return send(request(path).GET()).body();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    int port = listener.address().getPort();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
