package dev.interlock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an explanation may cost the traffic beside it. */
class ExplainApiTest {
  private static final int LIMIT = 1000;
  private static final String REQUEST =
      "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch busy = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Explainer explainer = (_, _) -> Decision.newBuilder().setId("d1").build();
  private HttpListener listener;

  private final WorkingMemory memory = new WorkingMemory(1 << 20, () -> Duration.ofMillis(1));

  @BeforeEach
  void start() throws IOException {
    listener =
        HttpListener.start(
            "test",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Map.of(
                "/api/explain",
                new ExplainApi(
                    (request, head) -> explainer.explain(request, head), memory, LIMIT)));
  }

  @AfterEach
  void stop() {
    release.countDown();
    listener.close();
    client.close();
  }

  @Test
  void one_is_worked_on_at_a_time_and_the_others_told_when_to_come_back() {
    explainer =
        (_, _) -> {
          busy.countDown();
          await(release);
          return Decision.newBuilder().setId("d1").build();
        };
    CompletableFuture<HttpResponse<String>> first = post(REQUEST);
    await(busy);

    HttpResponse<String> refused = post(REQUEST).join();
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).contains("1");
    assertThat(refused.body()).contains("\"code\":\"overloaded\"");

    release.countDown();
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(post(REQUEST).join().statusCode()).isEqualTo(200);
  }

  @Test
  void rules_see_the_headers_that_are_asked_about() {
    var seen = new CompletableFuture<RequestHead>();
    explainer =
        (_, head) -> {
          seen.complete(head);
          return Decision.getDefaultInstance();
        };
    post("?header=X-Team:%20blue&header=x-team:red&header=x-empty", REQUEST).join();
    assertThat(seen.join().headers()).isEqualTo(Map.of("x-team", "blue,red", "x-empty", ""));
  }

  @Test
  void a_bug_does_not_keep_its_place() {
    explainer =
        (_, _) -> {
          throw new IllegalStateException("bug");
        };
    for (int i = 0; i < 4; i++) {
      assertThat(post(REQUEST).join().statusCode()).isEqualTo(500);
    }
  }

  @Test
  void a_body_has_the_limit_that_traffic_has() {
    assertThat(post(REQUEST + " ".repeat(LIMIT - REQUEST.length())).join().statusCode())
        .isEqualTo(200);
    HttpResponse<String> large = post(REQUEST + " ".repeat(LIMIT + 1 - REQUEST.length())).join();
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("limit of 1000 bytes");
  }

  private CompletableFuture<HttpResponse<String>> post(String body) {
    return post("", body);
  }

  private CompletableFuture<HttpResponse<String>> post(String query, String body) {
    int port = listener.address().getPort();
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/explain" + query);
    return client.sendAsync(
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
