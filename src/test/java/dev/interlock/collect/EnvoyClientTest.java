package dev.interlock.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.inference.Api;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that says what a test makes it say, in the place of Envoy. */
class EnvoyClientTest {
  private static final Model SMALL = Models.of("small", 1, Api.CHAT);
  private static final Model LARGE = Models.of("large", 100, Api.CHAT);
  private static final String ANSWER =
      """
      {"choices": [{"message": {"content": "four"}, "finish_reason": "stop"}],
       "usage": {"prompt_tokens": 10, "completion_tokens": 20}}
      """;

  /** What {@link #ANSWER} costs. */
  private static final double USD = SMALL.price().usd(10, 20);

  private static final String NEWER =
      """
      {"error": {"message": "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
       "type": "invalid_request_error", "param": "max_tokens", "code": "unsupported_parameter"}}
      """;

  private final Deque<String> bodies = new ConcurrentLinkedDeque<>();
  private final Deque<Said> script = new ArrayDeque<>();
  private final Budget budget = new Budget(1);
  private final HttpServer server;
  private final EnvoyClient client;
  private final AtomicInteger asked = new AtomicInteger();

  /** What the server says to the next request; the last one stays. */
  private record Said(int status, Map<String, String> headers, String body) {}

  EnvoyClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    client = client(budget, Duration.ofSeconds(20));
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void an_answer_of_the_model_that_was_asked_counts() throws InterruptedException {
    says(200, Map.of("x-interlock-model", "small"), ANSWER);

    assertThat(client.ask(call(SMALL)))
        .isInstanceOfSatisfying(
            Reply.Answered.class,
            answer -> {
              assertThat(answer.text()).isEqualTo("four");
              assertThat(answer.usage().outputTokens()).isEqualTo(20);
              assertThat(answer.answerUsd()).isEqualTo(USD);
              assertThat(answer.cut()).isFalse();
            });
    assertThat(budget.spent()).isEqualTo(USD);
  }

  @Test
  void an_answer_of_another_does_not_and_is_paid_for_once() throws InterruptedException {
    says(200, Map.of("x-interlock-model", "large", "x-interlock-reason", "failsafe"), ANSWER);

    assertThat(client.ask(call(SMALL)))
        .isInstanceOfSatisfying(
            Reply.Missing.class,
            missing -> assertThat(missing.cause()).isEqualTo(Cause.ANSWERED_BY_ANOTHER));
    assertThat(asked.get()).isEqualTo(1);
    assertThat(budget.spent()).isCloseTo(100 * USD, offset(1e-9));
  }

  @Test
  void who_does_not_say_who_answered_is_not_asked_again() throws InterruptedException {
    says(200, Map.of(), ANSWER);

    assertThat(client.ask(call(SMALL))).isEqualTo(missing(Cause.ANSWERED_BY_ANOTHER, USD));
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void a_server_that_says_how_long_to_wait_is_obeyed() throws InterruptedException {
    says(429, Map.of("x-interlock-model", "small", "retry-after", "1"), "{}");
    says(200, Map.of("x-interlock-model", "small"), ANSWER);
    long began = System.nanoTime();

    assertThat(client.ask(call(SMALL))).isInstanceOf(Reply.Answered.class);
    assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofSeconds(1).toNanos());
    assertThat(client.retries()).isEqualTo(1);
  }

  @Test
  void one_that_wants_more_than_we_have_is_left() throws InterruptedException {
    says(429, Map.of("retry-after", "3600"), "{}");

    assertThat(client.ask(call(SMALL))).isEqualTo(missing(Cause.RATE_LIMITED, 0));
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void errors_that_may_pass_are_tried_again_and_others_are_not() throws InterruptedException {
    says(503, Map.of(), "{}");
    assertThat(client.ask(call(SMALL))).isEqualTo(missing(Cause.UNAVAILABLE, 0));
    assertThat(asked.get()).isEqualTo(3);

    script.clear();
    says(400, Map.of("x-interlock-model", "small", "x-interlock-reason", "named"), "{}");
    assertThat(client.ask(call(SMALL))).isEqualTo(missing(Cause.REJECTED, 0));
    assertThat(asked.get()).isEqualTo(4);
  }

  @Test
  void a_server_that_wants_the_newer_name_gets_it_from_then_on() throws InterruptedException {
    says(400, Map.of("x-interlock-model", "small"), NEWER);
    says(200, Map.of("x-interlock-model", "small"), ANSWER);

    assertThat(client.ask(call(SMALL))).isInstanceOf(Reply.Answered.class);
    assertThat(bodies.getFirst()).contains("\"max_tokens\":100");
    assertThat(bodies.getLast())
        .contains("\"max_completion_tokens\":100")
        .doesNotContain("max_tokens");
    assertThat(client.ask(call(SMALL))).isInstanceOf(Reply.Answered.class);
    assertThat(asked.get()).isEqualTo(3);

    script.clear();
    says(400, Map.of("x-interlock-model", "small"), NEWER);
    assertThat(client.ask(call(SMALL))).isEqualTo(missing(Cause.REJECTED, 0));
    assertThat(asked.get()).isEqualTo(4);
  }

  @Test
  void what_policy_refuses_is_not_allowed_and_what_a_provider_refuses_is_not_that()
      throws InterruptedException {
    says(403, Map.of("x-interlock-reason", "policy_refused"), "{}");
    assertThat(client.ask(call(SMALL))).isEqualTo(missing(Cause.NOT_ALLOWED, 0));

    script.clear();
    says(403, Map.of("x-interlock-reason", "named", "x-interlock-model", "small"), "{}");
    assertThat(client.ask(call(SMALL))).isEqualTo(missing(Cause.UNAVAILABLE, 0));
    assertThat(asked.get()).isEqualTo(2);
  }

  @Test
  void half_an_answer_is_none() throws InterruptedException {
    says(200, Map.of("x-interlock-model", "small"), ANSWER.substring(0, 40));
    says(200, Map.of("x-interlock-model", "small"), ANSWER);

    assertThat(client.ask(call(SMALL))).isInstanceOf(Reply.Answered.class);
    assertThat(client.retries()).isEqualTo(1);
  }

  @Test
  void without_a_credential_that_envoy_knows_nothing_can_be_asked() {
    says(401, Map.of("x-interlock-reason", "unauthenticated"), "{}");

    assertThatThrownBy(() -> client.ask(call(SMALL)))
        .isInstanceOf(CollectException.class)
        .hasMessageContaining("--key-env");
  }

  @Test
  void what_might_cost_too_much_is_not_asked() throws InterruptedException {
    says(200, Map.of("x-interlock-model", "large"), ANSWER);
    Call call = call(LARGE);
    try (var poor = client(new Budget(call.mostUsd() * 0.99), Duration.ofSeconds(20))) {
      assertThat(poor.ask(call)).isEqualTo(new Reply.Unaffordable(0));
    }
    assertThat(asked.get()).isZero();
  }

  @Test
  void what_might_cost_too_much_if_the_fail_safe_model_answers_is_not_asked()
      throws InterruptedException {
    says(200, Map.of("x-interlock-model", "large", "x-interlock-reason", "failsafe"), ANSWER);
    Call call = call(SMALL);
    var left = new Budget(2 * call.mostUsd());
    try (var poor = client(left, Duration.ofSeconds(20), LARGE)) {
      assertThat(poor.ask(call)).isEqualTo(new Reply.Unaffordable(0));
    }
    assertThat(asked.get()).isZero();
  }

  @Test
  void an_answer_that_does_not_come_has_its_time() throws InterruptedException {
    says(0, Map.of(), "");
    try (var hasty = client(budget, Duration.ofMillis(300))) {
      assertThat(hasty.ask(call(SMALL))).isEqualTo(missing(Cause.TIMED_OUT, 0));
    }
  }

  private EnvoyClient client(Budget from, Duration timeout, Model... standIns) {
    return new EnvoyClient(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        Map.of(),
        new Patience(timeout, 3, Duration.ofSeconds(30), Duration.ofMillis(5), 5),
        new AnswerReader(
            new ModelCatalog(List.of(SMALL, LARGE), List.of()), InstantSource.system()),
        from,
        List.of(standIns));
  }

  private void says(int status, Map<String, String> headers, String body) {
    script.add(new Said(status, headers, body));
  }

  private void answer(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    int _ = asked.incrementAndGet();
    Said said = script.size() > 1 ? script.removeFirst() : script.getFirst();
    if (said.status() == 0) {
      return;
    }
    said.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.getResponseHeaders().add("content-type", "application/json");
    byte[] body = said.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(said.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Reply missing(Cause cause, double usd) {
    return new Reply.Missing(cause, usd);
  }

  private static Call call(Model model) {
    var words = new Asked.Words(List.of(new Turn(Role.USER, "2+2?", 0)));
    return Call.of(words, model, 100).orElseThrow();
  }
}
