package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.RecordingUpstream;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * {@code mode: rollout} on every Envoy of the matrix: one share follows, the other is as it was.
 */
@ParameterizedClass
@MethodSource("matrix")
class RolloutIT {
  private static final String CHAT = Api.CHAT.path();
  private static final String SESSION = "x-session-id";
  private static final String ROLLOUT =
      """
      mode: rollout
      rollout:
        by: X-Session-Id
        rules:
          - {apis: [chat], models: [gpt-sim-frontier, auto], enforce: 10%}
      """;

  /** Not as anybody would write it: whoever parses and writes it again changes it. */
  private static final String BODY =
      """
      { "messages" : [ {"role":"user", "content":"Hi there\\u0021"} ],
        "model":"gpt-sim-frontier" , "temperature": 1.0e0, "x" : {"b":1,"a":[ ]} }
      """;

  @Parameter private EnvoyBinary binary;
  private RecordingUpstream frontier;
  private SystemFixture system;

  static List<EnvoyBinary> matrix() {
    return EnvoyFixture.matrix();
  }

  @BeforeEach
  void start() {
    frontier = RecordingUpstream.start("frontier");
    system =
        SystemFixture.example().adding(ROLLOUT).serving("frontier", frontier.port()).start(binary);
  }

  @AfterEach
  void stop() {
    system.close();
    frontier.close();
  }

  @Test
  void one_share_keeps_its_bytes_and_its_model_and_the_other_follows() {
    HttpResponse<String> left = ask(session(false));
    assertThat(left.statusCode()).isEqualTo(200);
    assertThat(frontier.onlyRequest().body().toStringUtf8()).isEqualTo(BODY);
    assertThat(left.headers().map().keySet()).noneMatch(name -> name.startsWith("x-interlock-"));
    Waiting.until("counted", () -> system.metric("interlock_exchanges_total") == 1);
    JsonNode seen = onlyDecision();
    assertThat(seen.get("mode").asString()).isEqualTo("observe");
    assertThat(seen.at("/request/model").asString()).isEqualTo("gpt-sim-frontier");
    assertThat(seen.at("/outcome/forward/model").asString()).isEqualTo("small");

    HttpResponse<String> enforced = ask(session(true));
    assertThat(enforced.statusCode()).isEqualTo(200);
    assertThat(header(enforced, "x-interlock-model")).isEqualTo("small");
    assertThat(frontier.requests()).hasSize(1);
    JsonNode made = system.decision(enforced);
    assertThat(made.path("mode").asString("")).isEmpty();
    assertThat(made.at("/request/model").asString()).isEqualTo("gpt-sim-frontier");
    assertThat(made.at("/request/virtual_model").asString()).isEqualTo("auto");
    Waiting.until("counted", () -> system.metric("interlock_exchanges_total") == 2);
    assertThat(system.metric("interlock_decisions_total", "mode=\"observe\"")).isEqualTo(1);
    assertThat(system.metric("interlock_decisions_total", "mode=\"enforce\"")).isEqualTo(1);
    assertThat(system.metric("interlock_tokens_total", "model=\"frontier\"")).isPositive();
  }

  @Test
  void what_the_lot_would_enforce_but_no_rule_is_about_is_left_alone_in_any_size() {
    String session = session(true);
    String other = Bodies.of(Api.CHAT, "frontier", "Hi there!");
    assertThat(system.envoy().post(CHAT, other, SESSION, session).statusCode()).isEqualTo(200);
    assertThat(frontier.onlyRequest().body().toStringUtf8()).contains("gpt-sim-frontier");

    String large = Bodies.ofSize(Api.CHAT, 3 << 20).replace("\"auto\"", "\"frontier\"");
    HttpResponse<String> answer = system.envoy().post(CHAT, large, SESSION, session);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("x-interlock-"));
    assertThat(frontier.requests()).hasSize(2);
    Waiting.until(
        "observed", () -> system.metric("interlock_decisions_total", "mode=\"observe\"") == 2);
  }

  @Test
  void a_reload_changes_the_share_and_nobody_leaves_it() {
    String stays = session(true);
    String joins = session(false);
    assertThat(header(ask(joins), "x-interlock-decision")).isEmpty();

    system.edit(text -> text.replace("enforce: 10%", "enforce: 100%"));
    system.adminPost("/api/reload", "");
    assertThat(header(ask(joins), "x-interlock-model")).isEqualTo("small");
    assertThat(header(ask(stays), "x-interlock-model")).isEqualTo("small");

    system.edit(text -> text.replace("enforce: 100%", "enforce: 0%"));
    system.adminPost("/api/reload", "");
    assertThat(header(ask(stays), "x-interlock-decision")).isEmpty();
  }

  @Test
  void without_the_sidecar_a_request_goes_to_the_model_it_names() {
    system.stopSidecar();
    assertThat(ask(session(true)).statusCode()).isEqualTo(200);
    assertThat(frontier.onlyRequest().body().toStringUtf8()).isEqualTo(BODY);
    HttpResponse<String> auto = system.envoy().post(CHAT, Bodies.of(Api.CHAT, "auto", "Hi there!"));
    assertThat(header(auto, "x-interlock-reason")).isEqualTo("failsafe");
  }

  private HttpResponse<String> ask(String session) {
    return system.envoy().post(CHAT, BODY, SESSION, session);
  }

  /** A session in the share that 10 % enforces, or one outside of it. */
  private String session(boolean enforced) {
    return IntStream.range(0, 1000)
        .mapToObj(i -> "session-" + i)
        .filter(
            name ->
                system
                        .configuration()
                        .rollout()
                        .mayEnforce(Api.CHAT, new RequestHead("POST", CHAT, Map.of(SESSION, name)))
                    == enforced)
        .findFirst()
        .orElseThrow();
  }

  private JsonNode onlyDecision() {
    JsonNode rows = system.adminGet("/api/decisions").get("decisions");
    assertThat(rows).hasSize(1);
    return system.decision(rows.get(0).get("id").asString());
  }
}
