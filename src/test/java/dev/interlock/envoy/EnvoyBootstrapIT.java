package dev.interlock.envoy;

import static dev.interlock.envoy.RecordingUpstream.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.catalog.Credential;
import dev.interlock.catalog.Credential.Source;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Upstream;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.envoy.EnvoySettings.Limits;
import dev.interlock.envoy.EnvoySettings.Sensitive;
import dev.interlock.envoy.EnvoySettings.UnlistedPaths;
import dev.interlock.inference.Api;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The rendered bootstrap on every Envoy of the matrix: what Envoy does alone and when told. */
@ParameterizedClass
@MethodSource("matrix")
class EnvoyBootstrapIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String AUTO = "{\"model\":\"auto\"}";

  private final EnvoyBinary binary;
  private final RecordingUpstream small = RecordingUpstream.start("small");
  private final RecordingUpstream large = RecordingUpstream.start("large");

  EnvoyBootstrapIT(EnvoyBinary binary) {
    this.binary = binary;
  }

  static List<EnvoyBinary> matrix() {
    return EnvoyFixture.matrix();
  }

  @AfterEach
  void stop() {
    small.close();
    large.close();
  }

  @Test
  void is_valid_with_every_option() throws Exception {
    var key =
        new Credential("authorization", "Bearer ", new Source.Environment("INTERLOCK_IT_KEY"));
    var provider = new Upstream(true, "api.provider.invalid", 443, "/openai/v1", Optional.of(key));
    var launch =
        EnvoyFixture.of(small.model(), model("cloud", Optional.of(provider), Api.CHAT), reused())
            .failsafe(new Failsafe("small", false, Optional.of(restricted())))
            .unlistedPaths(UnlistedPaths.NOT_FOUND)
            .environment(Map.of("INTERLOCK_IT_KEY", "sk-1"))
            .launch();

    assertThat(EnvoyProcess.validate(binary, launch)).isEmpty();
  }

  @Test
  void a_missing_secret_is_found_at_start() throws Exception {
    var key = new Credential("authorization", "Bearer ", new Source.Environment("INTERLOCK_NONE"));
    var launch = EnvoyFixture.of(small.model(local(small, "", key))).launch();

    assertThat(EnvoyProcess.validate(binary, launch).orElse("")).contains("INTERLOCK_NONE");
  }

  @Test
  void without_a_sidecar_the_failsafe_model_answers_under_its_own_name() {
    try (var envoy = EnvoyFixture.of(small.model(), large.model()).start(binary)) {
      var response = envoy.post(CHAT, "{\"model\":\"auto\",\"temperature\":0.5}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(small.onlyRequest().text())
          .isEqualTo("{\"model\":\"real-small\",\"temperature\":0.5}");
      assertThat(header(response, "x-interlock-model")).isEqualTo("small");
      assertThat(header(response, "x-interlock-reason")).isEqualTo("failsafe");
      var line = envoy.accessLog(1).getFirst();
      assertThat(line.get("route").asString()).isEqualTo("failsafe");
      assertThat(line.get("served_by").asString()).isEqualTo("small");
      assertThat(envoy.stat("http.llm.ext_proc.decision.failure_mode_allowed")).isEqualTo(1);
    }
  }

  @Test
  void what_the_sidecar_claims_and_does_not_decide_takes_the_failsafe_and_nothing_else_does() {
    String named = "{\"model\":\"real-large\"}";
    var fixture = EnvoyFixture.of(small.model(), large.model()).steering(Steering.SHARE);
    try (var envoy = fixture.start(binary)) {
      // Only the sidecar claims.
      var unclaimed = envoy.post(CHAT, named, "x-interlock-share", "enforced");
      assertThat(unclaimed.statusCode()).isEqualTo(200);
      assertThat(large.onlyRequest().text()).isEqualTo(named);

      try (var sidecar = ScriptedSidecar.claiming(envoy.socket())) {
        assertThat(sidecar).isNotNull();
        Waiting.until(
            "claimed",
            () -> header(envoy.post(CHAT, named), "x-interlock-reason").equals("failsafe"));
      }
      assertThat(small.onlyRequest().text()).isEqualTo("{\"model\":\"real-small\"}");
    }
  }

  @Test
  void a_hung_sidecar_costs_its_deadline_and_the_margin() throws Exception {
    try (var envoy = EnvoyFixture.of(small.model()).deadline(Duration.ofMillis(50)).start(binary);
        var hung = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      hung.bind(UnixDomainSocketAddress.of(envoy.socket()));

      assertThat(envoy.post(CHAT, AUTO).statusCode()).isEqualTo(200);

      assertThat(envoy.accessLog(1).getFirst().get("duration_ms").asInt())
          .isGreaterThan(40 + (int) EnvoySettings.MARGIN.toMillis());
      assertThat(envoy.stat("http.llm.ext_proc.decision.message_timeouts")).isEqualTo(1);
    }
  }

  @Test
  void without_a_sidecar_a_sensitive_request_is_refused_in_its_dialect() {
    var failsafe = new Failsafe("small", false, Optional.of(restricted()));
    try (var envoy = EnvoyFixture.of(small.model()).failsafe(failsafe).start(binary)) {
      var chat = envoy.post(CHAT, AUTO, "X-Data-Class", "restricted");
      assertThat(chat.statusCode()).isEqualTo(503);
      assertThat(header(chat, "retry-after")).isEqualTo("2");
      assertThat(header(chat, "content-type")).isEqualTo("application/json");
      assertThat(chat.body()).startsWith("{\"error\":{\"message\"").contains("\"unavailable\"");

      var messages = envoy.post("/v1/messages", AUTO, "x-data-class", "restricted");
      assertThat(messages.statusCode()).isEqualTo(503);
      assertThat(messages.body()).startsWith("{\"type\":\"error\"");

      String[] twice = {"x-data-class", "public", "x-data-class", "Restricted"};
      assertThat(envoy.post(CHAT, AUTO, twice).statusCode()).isEqualTo(503);
      assertThat(envoy.post("/other", AUTO, "x-data-class", "restricted").statusCode())
          .isEqualTo(503);
      assertThat(small.requests()).isEmpty();

      assertThat(envoy.post(CHAT, AUTO, "x-data-class", "unrestricted").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void a_client_cannot_choose_the_cluster_or_envoys_behaviour() {
    try (var envoy = EnvoyFixture.of(small.model(), large.model()).start(binary)) {
      for (String name : List.of("x-interlock-cluster", "X-Interlock-Cluster")) {
        envoy.post(CHAT, AUTO, name, "large", "X-Envoy-Max-Retries", "7", "x-interlock-a", "b");
      }

      assertThat(large.requests()).isEmpty();
      assertThat(small.requests()).hasSize(2);
      assertThat(small.requests().getFirst().headers().keySet())
          .noneMatch(name -> name.regionMatches(true, 0, "x-interlock-", 0, 12))
          .noneMatch(name -> name.regionMatches(true, 0, "x-envoy-", 0, 8));
    }
  }

  @Test
  void a_body_over_the_limit_is_refused_in_the_callers_dialect() {
    try (var envoy = EnvoyFixture.of(small.model()).limits(new Limits(1000, 100)).start(binary)) {
      String large = "{\"model\":\"" + "x".repeat(1000) + "\"}";

      var chat = envoy.post(CHAT, large);
      assertThat(chat.statusCode()).isEqualTo(413);
      assertThat(header(chat, "content-type")).isEqualTo("application/json");
      assertThat(chat.body())
          .isEqualTo(
              "{\"error\":{\"message\":\"The request body is larger than the limit of 1000 bytes.\","
                  + "\"type\":\"invalid_request_error\",\"param\":null,"
                  + "\"code\":\"request_too_large\"}}");
      var messages = envoy.post("/v1/messages", large);
      assertThat(messages.statusCode()).isEqualTo(413);
      assertThat(messages.body())
          .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"request_too_large\"");
      assertThat(small.requests()).isEmpty();
    }
  }

  @Test
  void bodies_up_to_the_limit_pass_and_the_limit_can_be_raised() {
    try (var envoy = EnvoyFixture.of(small.model()).start(binary)) {
      assertThat(envoy.post(CHAT, prompt(8 << 20)).statusCode()).isEqualTo(200);
      assertThat(envoy.post(CHAT, prompt((8 << 20) + 1)).statusCode()).isEqualTo(413);
    }
    var limits = new Limits(16 << 20, 100);
    try (var envoy = EnvoyFixture.of(small.model()).limits(limits).start(binary)) {
      assertThat(envoy.post(CHAT, prompt(10 << 20)).statusCode()).isEqualTo(200);
      assertThat(small.requests().getLast().body().size()).isGreaterThan(10_000_000);
    }
  }

  @Test
  void unlisted_paths_go_to_the_failsafe_server_unchanged() {
    try (var envoy = EnvoyFixture.of(small.model(Api.CHAT)).start(binary)) {
      assertThat(envoy.post("/v1/files?a=b", AUTO).statusCode()).isEqualTo(200);
      assertThat(small.onlyRequest().text()).isEqualTo(AUTO);
      assertThat(small.onlyRequest().path()).isEqualTo("/v1/files?a=b");
    }
  }

  @Test
  void unlisted_paths_are_refused_where_configured() {
    var builder = EnvoyFixture.of(small.model()).unlistedPaths(UnlistedPaths.NOT_FOUND);
    try (var envoy = builder.start(binary)) {
      assertThat(envoy.post("/v1/files", AUTO).statusCode()).isEqualTo(404);
      assertThat(envoy.post("/v1/files", AUTO).body()).contains("\"code\":\"not_found\"");
      assertThat(envoy.post("/v1/messages/batches", AUTO).body()).contains("not_found_error");
      assertThat(envoy.get("/v1/models").statusCode()).isEqualTo(200);
      assertThat(envoy.post("//v1/./chat/completions", AUTO).statusCode()).isEqualTo(200);
    }
  }

  /** A server may take an escaped slash for a slash, and then answer what nobody judged. */
  @Test
  void an_escaped_slash_is_no_way_around_the_endpoints() {
    var builder = EnvoyFixture.of(small.model(Api.EMBEDDINGS), large.model(Api.CHAT));
    try (var envoy = builder.start(binary);
        var _ = ScriptedSidecar.deciding(envoy.socket(), "large")) {
      for (String path :
          List.of("/v1/chat%2Fcompletions", "/v1%2fchat/completions", "/v1/chat%5Ccompletions")) {
        var response = envoy.post(path + "?a=b%2Fc", AUTO);
        assertThat(response.statusCode()).as(path).isEqualTo(307);
        assertThat(header(response, "location")).isEqualTo(CHAT + "?a=b%2Fc");
      }
      assertThat(large.requests()).isEmpty();
      for (String path : List.of("//v1/chat/completions", "/v1/x/%2e%2e/ch%61t//completions")) {
        assertThat(envoy.post(path, AUTO).statusCode()).as(path).isEqualTo(200);
        assertThat(large.requests().getLast().path()).isEqualTo(CHAT);
      }
      assertThat(large.requests()).hasSize(2);
      assertThat(small.requests()).isEmpty();
    }
  }

  @Test
  void the_failsafe_model_is_not_asked_for_what_it_does_not_serve() {
    try (var envoy = EnvoyFixture.of(small.model(Api.CHAT)).start(binary)) {
      assertThat(envoy.post("/v1/embeddings", AUTO).statusCode()).isEqualTo(503);
      assertThat(envoy.post("/v1/messages", AUTO).body()).startsWith("{\"type\":\"error\"");
      assertThat(small.requests()).isEmpty();
    }
  }

  @Test
  void a_decision_is_followed_byte_for_byte() {
    var upstream = new Upstream(false, "127.0.0.1", large.port(), "/api/openai", Optional.empty());
    String body = "{ \"model\":\"auto\", \"seed\":12345678901234567890, \"a\":1.0 }";
    try (var envoy = EnvoyFixture.of(small.model(), large.model(upstream, Api.CHAT)).start(binary);
        var _ = ScriptedSidecar.deciding(envoy.socket(), "large")) {
      assertThat(envoy.post(CHAT + "?q=/v1", body).statusCode()).isEqualTo(200);

      assertThat(large.onlyRequest().text()).isEqualTo(body);
      assertThat(large.onlyRequest().path()).isEqualTo("/api/openai/chat/completions?q=/v1");
      assertThat(large.onlyRequest().header("host")).isEqualTo("127.0.0.1:" + large.port());
      assertThat(envoy.accessLog(1).getFirst().get("route").asString()).isEqualTo("decided");
    }
  }

  @Test
  void a_name_that_is_no_cluster_takes_the_failsafe_route() {
    for (String name : List.of("nope", "", "small,large", "smal.", "SMALL")) {
      try (var envoy = EnvoyFixture.of(small.model(), large.model()).start(binary);
          var _ = ScriptedSidecar.deciding(envoy.socket(), name)) {
        assertThat(envoy.post(CHAT, AUTO).statusCode()).isEqualTo(200);
        assertThat(envoy.accessLog(1).getFirst().get("route").asString()).isEqualTo("failsafe");
      }
    }
  }

  @Test
  void no_client_credential_reaches_any_model() {
    String[] credentials = {
      "authorization",
      "Bearer mine",
      "x-api-key",
      "mine",
      "api-key",
      "mine",
      "cookie",
      "mine=1",
      "proxy-authorization",
      "mine"
    };
    try (var envoy = EnvoyFixture.of(small.model(), large.model()).start(binary)) {
      envoy.post(CHAT, AUTO, credentials);
      try (var _ = ScriptedSidecar.deciding(envoy.socket(), "large")) {
        envoy.post(CHAT, AUTO, credentials);
      }
    }
    for (var request : List.of(small.onlyRequest(), large.onlyRequest())) {
      assertThat(request.headers().entrySet().toString()).doesNotContain("mine");
    }
  }

  @Test
  void each_model_gets_its_own_credential_from_envoys_environment_or_disk(@TempDir Path directory)
      throws Exception {
    Path file = Files.writeString(directory.resolve("key"), "from-file");
    var small1 = new Credential("authorization", "Bearer ", new Source.Environment("SMALL_KEY"));
    var large1 = new Credential("x-api-key", "", new Source.File(file.toString()));
    var builder =
        EnvoyFixture.of(
                small.model(local(small, "", small1), Api.CHAT),
                large.model(local(large, "", large1), Api.CHAT))
            .environment(Map.of("SMALL_KEY", "from-environment"));
    try (var envoy = builder.start(binary)) {
      envoy.post(CHAT, AUTO, "authorization", "Bearer client", "x-api-key", "client");
      try (var _ = ScriptedSidecar.deciding(envoy.socket(), "large")) {
        envoy.post(CHAT, AUTO, "authorization", "Bearer client", "x-api-key", "client");
      }
      assertThat(Files.readString(envoy.process().directory().resolve("envoy.yaml")))
          .doesNotContain("from-environment", "from-file");
    }
    assertThat(small.onlyRequest().header("authorization")).isEqualTo("Bearer from-environment");
    assertThat(small.onlyRequest().header("x-api-key")).isEmpty();
    assertThat(large.onlyRequest().header("x-api-key")).isEqualTo("from-file");
    assertThat(large.onlyRequest().header("authorization")).isEmpty();
  }

  @Test
  void the_sidecars_own_answers_pass_as_they_are() {
    for (int status : List.of(413, 503, 404)) {
      try (var envoy = EnvoyFixture.of(small.model()).start(binary);
          var _ = ScriptedSidecar.answering(envoy.socket(), status, "{\"own\":1}")) {
        var response = envoy.post(CHAT, AUTO);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"own\":1}");
        assertThat(envoy.post("/v1/messages", AUTO).body()).isEqualTo("{\"own\":1}");
      }
    }
    assertThat(small.requests()).isEmpty();
  }

  @Test
  void an_envoy_that_cannot_start_says_why() {
    var key = new Credential("authorization", "Bearer ", new Source.Environment("INTERLOCK_NONE"));
    var builder = EnvoyFixture.of(small.model(local(small, "", key)));

    assertThatThrownBy(() -> EnvoyProcess.start(binary, builder.launch()))
        .hasMessageStartingWith("Envoy ended with code 1: ")
        .hasMessageContaining("INTERLOCK_NONE");
  }

  @Test
  void a_dead_server_is_reported_in_the_callers_dialect() {
    small.close();
    try (var envoy = EnvoyFixture.of(small.model()).start(binary)) {
      var chat = envoy.post(CHAT, AUTO);
      assertThat(chat.statusCode()).isEqualTo(503);
      assertThat(chat.body())
          .startsWith("{\"error\":{\"message\":\"The model server")
          .contains("UF");
      assertThat(envoy.post("/v1/messages", AUTO).body()).startsWith("{\"type\":\"error\"");
      assertThat(envoy.accessLog(2).getFirst().get("attempts").asInt()).isEqualTo(3);
    }
  }

  private static Sensitive restricted() {
    return new Sensitive("x-data-class", List.of("restricted"));
  }

  private static Model reused() {
    return model("reused", Optional.empty(), Api.CHAT);
  }

  private static Upstream local(RecordingUpstream server, String prefix, Credential credential) {
    return new Upstream(false, "127.0.0.1", server.port(), prefix, Optional.of(credential));
  }

  private static String prompt(int bytes) {
    String frame = "{\"model\":\"auto\",\"prompt\":\"\"}";
    return frame.replace("\"\"", '"' + "x".repeat(bytes - frame.length()) + '"');
  }

  private static String header(HttpResponse<?> response, String name) {
    return String.join(",", response.headers().allValues(name));
  }
}
