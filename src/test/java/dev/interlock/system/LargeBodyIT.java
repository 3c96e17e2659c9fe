package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bootstrap.SidecarProcess;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.inference.Api;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bodies up to the limit and beyond, and a sidecar in the heap that the distribution gives it. */
class LargeBodyIT {
  private static final int MIB = 1 << 20;

  private static final String CHAT = Api.CHAT.path();

  @Test
  void up_to_eight_mebibytes_and_many_of_them_at_once() {
    try (SystemFixture system = process(SystemFixture.example());
        SidecarProcess sidecar = system.startProcess()) {
      for (Api api : List.of(Api.CHAT, Api.MESSAGES)) {
        for (int bytes : List.of(8 * MIB - 1, 8 * MIB)) {
          HttpResponse<String> fits = post(system, api, bytes);
          assertThat(fits.statusCode()).as(fits.body()).isEqualTo(200);
          assertThat(header(fits, "x-interlock-decision")).isNotEmpty();
          // The limit is the client's: the model's own name may make the body longer than that.
          assertThat(system.lastRequest(header(fits, "x-simulated-model")).bytes())
              .isGreaterThan(8 * MIB);
        }
        assertThat(post(system, api, 8 * MIB + 1).statusCode()).isEqualTo(413);
        assertThat(postInChunks(system, api, 8 * MIB).statusCode()).isEqualTo(200);
        assertThat(postInChunks(system, api, 8 * MIB + 1).statusCode()).isEqualTo(413);
      }
      assertThat(json(post(system, Api.CHAT, 9 * MIB)).at("/error/code").asString())
          .isEqualTo("request_too_large");
      assertThat(json(post(system, Api.MESSAGES, 9 * MIB)).at("/error/type").asString())
          .isEqualTo("request_too_large");

      manyAtOnce(system);
      longText(system);

      assertThat(ProcessHandle.of(sidecar.pid()).map(ProcessHandle::isAlive)).contains(true);
      HttpResponse<String> after = system.envoy().post(CHAT, Bodies.auto("Hi there!"));
      assertThat(header(after, "x-interlock-decision")).isNotEmpty();
      assertThat(system.metric("interlock_body_bytes")).isZero();
    }
  }

  @Test
  void ten_mebibytes_where_the_limit_is_raised() {
    var raised = SystemFixture.example().replacing("request_bytes: 8MiB", "request_bytes: 12MiB");
    try (SystemFixture system = process(raised);
        SidecarProcess sidecar = system.startProcess()) {
      HttpResponse<String> response = post(system, Api.CHAT, 10 * MIB);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(header(response, "x-interlock-decision")).isNotEmpty();
      String model = header(response, "x-simulated-model");
      assertThat(system.lastRequest(model).bytes()).isGreaterThan(10 * MIB - 100);
      assertThat(post(system, Api.CHAT, 12 * MIB + 1).statusCode()).isEqualTo(413);
      assertThat(ProcessHandle.of(sidecar.pid()).map(ProcessHandle::isAlive)).contains(true);
    }
  }

  /** More than the sidecar holds at once: it decides what fits, the rest goes the fail-safe way. */
  private static void manyAtOnce(SystemFixture system) {
    String body = Bodies.ofSize(Api.CHAT, 8 * MIB);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 12)
          .mapToObj(
              _ -> CompletableFuture.supplyAsync(() -> system.envoy().post(CHAT, body), clients))
          .toList()
          .forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }
  }

  /** All of it prompt, and more than any model reads: refused in words, not by a crash. */
  private static void longText(SystemFixture system) {
    String text = "All work and no play makes Jack a dull boy. ".repeat(180_000);
    HttpResponse<String> response = system.envoy().post(CHAT, Bodies.auto(text));

    assertThat(response.statusCode()).as(response.body()).isBetween(400, 422);
    assertThat(json(response).at("/error/message").asString()).isNotEmpty();
    assertThat(header(response, "x-interlock-decision")).isNotEmpty();
  }

  private static SystemFixture process(SystemFixture.Builder builder) {
    return builder.asProcess().startWithoutSidecar(EnvoyFixture.newest());
  }

  private static HttpResponse<String> post(SystemFixture system, Api api, int bytes) {
    return system
        .envoy()
        .post(api.path(), Bodies.ofSize(api, bytes), "anthropic-version", "2023-06-01");
  }

  /** Without a length, so that Envoy finds out only as it reads. */
  private static HttpResponse<String> postInChunks(SystemFixture system, Api api, int bytes) {
    byte[] body = Bodies.ofSize(api, bytes).getBytes(StandardCharsets.UTF_8);
    return system
        .envoy()
        .send(
            system
                .envoy()
                .request(api.path(), "anthropic-version", "2023-06-01")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build());
  }
}
