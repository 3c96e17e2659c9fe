package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.interlock.config.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An Envoy that is only its admin interface, and does not always answer. */
class EnvoyDrainTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer admin;

  /** How many requests go unanswered before the first is answered. */
  private final AtomicInteger unanswered = new AtomicInteger();

  private volatile String connections = "http.llm.downstream_cx_active: 0\n";

  @BeforeEach
  void start() throws IOException {
    admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    admin.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          byte[] body = connections.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(unanswered.getAndDecrement() > 0 ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
          if (path.equals("/quitquitquit")) {
            unanswered.set(Integer.MAX_VALUE);
          }
        });
    admin.start();
  }

  @AfterEach
  void stop() {
    admin.stop(0);
  }

  @Test
  void what_is_not_answered_is_asked_again() throws Exception {
    unanswered.set(2);
    assertThat(drain(Duration.ofSeconds(30))).isEqualTo(new EnvoyDrain.Outcome.Drained());
    assertThat(asked)
        .containsExactly(
            "/healthcheck/fail",
            "/healthcheck/fail",
            "/healthcheck/fail",
            "/stats",
            "/quitquitquit");
  }

  @Test
  void one_that_never_says_who_is_connected_ends_at_the_deadline() throws Exception {
    connections = "nothing that is asked for";
    assertThat(drain(Duration.ofSeconds(1)))
        .isEqualTo(new EnvoyDrain.Outcome.CutOff(Optional.empty()));
    assertThat(asked).endsWith("/quitquitquit");
  }

  @Test
  void one_that_never_answers_is_given_up_at_the_deadline() throws Exception {
    unanswered.set(Integer.MAX_VALUE);
    assertThat(drain(Duration.ofSeconds(1))).isEqualTo(new EnvoyDrain.Outcome.NoEnvoy());
  }

  @Test
  void where_nobody_listens_nobody_is_waited_for() throws Exception {
    admin.stop(0);
    long began = System.nanoTime();
    assertThat(drain(Duration.ofMinutes(1))).isEqualTo(new EnvoyDrain.Outcome.NoEnvoy());
    assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(10).toNanos());
  }

  private EnvoyDrain.Outcome drain(Duration deadline) throws InterruptedException {
    var address = new Address.Tcp("127.0.0.1", admin.getAddress().getPort());
    return new EnvoyDrain(address, Duration.ZERO, deadline).run();
  }
}
