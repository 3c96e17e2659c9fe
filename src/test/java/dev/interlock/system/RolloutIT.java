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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * {@code mode: rollout} on every Envoy of the matrix: one share follows, the other is as it was.
 */
@ParameterizedClass
@SuppressWarnings("NullAway.Init")
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

  private static RecordingUpstream frontier;
  private static SystemFixture system;

  RolloutIT(EnvoyBinary binary) {
    assertThat(system.envoy().process().isAlive()).as(binary.toString()).isTrue();
  }

  static List<EnvoyBinary> matrix() {
    return EnvoyFixture.matrix();
  }

  @BeforeParameterizedClassInvocation
  static void start(EnvoyBinary binary) {
    frontier = RecordingUpstream.start("frontier");
    system =
        SystemFixture.example().adding(ROLLOUT).serving("frontier", frontier.port()).start(binary);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    system.close();
    frontier.close();
  }

  @BeforeEach
  void forget() {
    frontier.forget();
  }

  @Test
  void one_share_keeps_its_bytes_and_its_model_and_the_other_follows() {
    double answers = system.metric("interlock_exchanges_total");
    double tokens = system.metric("interlock_tokens_total", "model=\"frontier\"");
    HttpResponse<String> left = ask(session(false));
    assertThat(left.statusCode()).isEqualTo(200);
    assertThat(frontier.onlyRequest().body().toStringUtf8()).isEqualTo(BODY);
    assertThat(left.headers().map().keySet()).noneMatch(name -> name.startsWith("x-interlock-"));
    Waiting.until("counted", () -> system.metric("interlock_exchanges_total") > answers);
    JsonNode seen = system.decisionAbout("gpt-sim-frontier", "observe");
    assertThat(seen.get("mode").asString()).isEqualTo("observe");
    assertThat(seen.at("/request/model").asString()).isEqualTo("gpt-sim-frontier");
    assertThat(seen.at("/outcome/forward/model").asString()).isEqualTo("small");
    Waiting.until(
        "its tokens are counted",
        () -> system.metric("interlock_tokens_total", "model=\"frontier\"") > tokens);

    double enforcedBefore = decisions("enforce");
    HttpResponse<String> enforced = ask(session(true));
    assertThat(enforced.statusCode()).isEqualTo(200);
    assertThat(header(enforced, "x-interlock-model")).isEqualTo("small");
    assertThat(frontier.requests()).hasSize(1);
    JsonNode made = system.decision(enforced);
    assertThat(made.path("mode").asString("")).isEmpty();
    assertThat(made.at("/request/model").asString()).isEqualTo("gpt-sim-frontier");
    assertThat(made.at("/request/virtual_model").asString()).isEqualTo("auto");
    assertThat(decisions("enforce")).isEqualTo(enforcedBefore + 1);
  }

  @Test
  void what_the_lot_would_enforce_but_no_rule_is_about_is_left_alone_in_any_size() {
    double observed = decisions("observe");
    String session = session(true);
    String other = Bodies.of(Api.CHAT, "frontier", "Hi there!");
    assertThat(system.envoy().post(CHAT, other, SESSION, session).statusCode()).isEqualTo(200);
    assertThat(frontier.onlyRequest().body().toStringUtf8()).contains("gpt-sim-frontier");

    String large = Bodies.ofSize(Api.CHAT, 3 << 20).replace("\"auto\"", "\"frontier\"");
    HttpResponse<String> answer = system.envoy().post(CHAT, large, SESSION, session);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("x-interlock-"));
    assertThat(frontier.requests()).hasSize(2);
    Waiting.until("observed", () -> decisions("observe") >= observed + 2);
  }

  @Test
  void a_reload_changes_the_share_and_nobody_leaves_it() {
    String stays = session(true);
    String joins = session(false);
    assertThat(header(ask(joins), "x-interlock-decision")).isEmpty();

    enforce("10%", "100%");
    assertThat(header(ask(joins), "x-interlock-model")).isEqualTo("small");
    assertThat(header(ask(stays), "x-interlock-model")).isEqualTo("small");

    enforce("100%", "0%");
    assertThat(header(ask(stays), "x-interlock-decision")).isEmpty();
    enforce("0%", "10%");
  }

  @Test
  void what_cannot_be_read_is_refused_where_it_may_be_enforced_and_passes_where_not() {
    String broken = BODY.replaceFirst("\\[ ]} }", "[ ]}, \"x\": 1 }");
    assertThat(header(post(broken, session(true)), "x-interlock-reason")).isNotEmpty();
    assertThat(post(broken, session(false)).statusCode()).isEqualTo(200);
    assertThat(frontier.onlyRequest().body().toStringUtf8()).isEqualTo(broken);
  }

  @Test
  void without_the_sidecar_a_request_goes_to_the_model_it_names() {
    system.stopSidecar();
    try {
      assertThat(ask(session(true)).statusCode()).isEqualTo(200);
      assertThat(frontier.onlyRequest().body().toStringUtf8()).isEqualTo(BODY);
      HttpResponse<String> auto =
          system.envoy().post(CHAT, Bodies.of(Api.CHAT, "auto", "Hi there!"));
      assertThat(header(auto, "x-interlock-reason")).isEqualTo("failsafe");
    } finally {
      system.startSidecar();
    }
  }

  private static void enforce(String before, String after) {
    system.edit(text -> text.replace("enforce: " + before, "enforce: " + after));
    assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);
  }

  private static double decisions(String mode) {
    return system.metric("interlock_decisions_total", "mode=\"" + mode + "\"");
  }

  private static HttpResponse<String> ask(String session) {
    return post(BODY, session);
  }

  private static HttpResponse<String> post(String body, String session) {
    return system.envoy().post(CHAT, body, SESSION, session);
  }

  /** A session in the share that 10 % enforces, or one outside of it. */
  private static String session(boolean enforced) {
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
}
