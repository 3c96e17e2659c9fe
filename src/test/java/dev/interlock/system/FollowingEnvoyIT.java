package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.RecordingUpstream;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Models come, move and go while an Envoy of each version runs; nobody restarts it. */
@ParameterizedClass
@MethodSource("matrix")
class FollowingEnvoyIT {
  private static final String CHAT = Api.CHAT.path();
  private static final String PAIR = "  - {name: pair, models: [extra, spare], default: extra}\n";

  private final RecordingUpstream one = RecordingUpstream.start("one");
  private final RecordingUpstream two = RecordingUpstream.start("two");
  private final SystemFixture system;

  FollowingEnvoyIT(EnvoyBinary binary) {
    system = SystemFixture.example().following().start(binary);
  }

  static List<EnvoyBinary> matrix() {
    return EnvoyFixture.matrix();
  }

  @AfterEach
  void stop() {
    system.close();
    one.close();
    two.close();
  }

  @Test
  void a_model_comes_and_moves_and_goes() throws IOException {
    assertThat(ask("extra").statusCode()).isEqualTo(404);

    reload(text -> with(text, one));
    assertThat(header(ask("extra"), "x-interlock-model")).isEqualTo("extra");
    assertThat(one.requests()).hasSize(1);

    reload(text -> without(with(text, two), one));
    assertThat(ask("extra").statusCode()).isEqualTo(200);
    assertThat(one.requests()).hasSize(1);
    assertThat(two.requests()).hasSize(1);

    reload(text -> without(text, two));
    assertThat(ask("extra").statusCode()).isEqualTo(404);
    assertThat(header(ask("small"), "x-interlock-model")).isEqualTo("small");
    Waiting.until("only what is used is left", () -> !clusters().contains("model-extra"));
    assertThat(clusters()).contains("model-small");
  }

  /** What a decision says and who answers are of one generation, whatever happens meanwhile. */
  @Test
  void no_decision_reaches_an_address_of_another_generation() throws Exception {
    reload(text -> with(text, one));
    try (var clients = Executors.newFixedThreadPool(4)) {
      var stop = new AtomicBoolean();
      List<Future<Integer>> talks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        talks.add(clients.submit(() -> talk(stop)));
      }
      for (int i = 0; i < 5; i++) {
        reload(text -> without(with(text, two), one));
        reload(text -> without(with(text, one), two));
      }
      stop.set(true);
      for (Future<Integer> talk : talks) {
        assertThat(talk.get()).isPositive();
      }
    }
  }

  /** The model that is next is gone from the configuration when its turn comes. */
  @Test
  void an_attempt_is_of_the_generation_of_its_decision() throws Exception {
    var asked = new CountDownLatch(1);
    var gone = new CountDownLatch(1);
    one.answering(
        exchange -> {
          asked.countDown();
          Boolean _ = Waiting.on(() -> gone.await(60, TimeUnit.SECONDS));
          RecordingUpstream.reply(exchange, 503, "application/json", "{}");
        });
    reload(text -> paired(text, spare()));
    try (var clients = Executors.newFixedThreadPool(1)) {
      Future<HttpResponse<String>> answer = clients.submit(() -> ask("pair"));
      assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
      reload(text -> text.replace(spare(), "").replace(PAIR, ""));
      assertThat(ask("spare").statusCode()).isEqualTo(404);
      gone.countDown();

      assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
      assertThat(json(answer.get()).get("served_by").asString()).isEqualTo("two");
      assertThat(json(two.onlyRequest().text()).get("model").asString()).isEqualTo("real-spare");
    }
  }

  /** With a breath between two, for a reload takes over a second whatever the machine can do. */
  private int talk(AtomicBoolean stop) throws InterruptedException {
    int asked = 0;
    while (!stop.get()) {
      HttpResponse<String> response = ask("extra");
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      long generation = system.decision(response).get("generation").asLong();
      assertThat(json(response).get("served_by").asString())
          .isEqualTo(generation % 2 == 0 ? "one" : "two");
      asked++;
      Thread.sleep(5);
    }
    return asked;
  }

  private HttpResponse<String> ask(String model) {
    return system.envoy().post(CHAT, Bodies.of(Api.CHAT, model, "Hi there!"));
  }

  private void reload(UnaryOperator<String> change) {
    system.edit(change);
    HttpResponse<String> reloaded = system.adminPost("/api/reload", "");
    assertThat(reloaded.statusCode()).as(reloaded.body()).isEqualTo(200);
  }

  private String clusters() {
    return Waiting.on(() -> system.envoy().process().adminGet("/clusters"));
  }

  private static String with(String text, RecordingUpstream server) {
    return text.replace("\nmodels:\n", "\nmodels:\n" + entry(server));
  }

  private String paired(String text, String spare) {
    return with(text, one)
        .replace("\nmodels:\n", "\nmodels:\n" + spare)
        .replace("\nvirtual_models:\n", "\nvirtual_models:\n" + PAIR);
  }

  /** Who answers for {@code extra}, at a price. */
  private String spare() {
    return entry(two)
        .replace("id: extra\n", "id: spare\n    upstream_model: real-spare\n")
        .replace("input: 1,", "input: 9,");
  }

  private static String without(String text, RecordingUpstream server) {
    return text.replace(entry(server), "");
  }

  private static String entry(RecordingUpstream server) {
    return """
          - id: extra
            address: http://127.0.0.1:%d
            quality: 0.1
            price: {input: 1, output: 1}
            context_window: 9000
        """
        .formatted(server.port());
  }
}
