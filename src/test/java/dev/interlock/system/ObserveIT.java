package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.RecordingUpstream;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.journal.Report;
import dev.interlock.journal.ReportLine;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** {@code mode: observe} on every Envoy of the matrix: everything is decided, nothing changes. */
@ParameterizedClass
@SuppressWarnings("NullAway.Init")
@MethodSource("matrix")
class ObserveIT {
  private static final String CHAT = Api.CHAT.path();
  private static final String SMALL_TALK = "Hi there!";

  /** Not as anybody would write it: whoever parses and writes it again changes it. */
  private static final String BODY =
      """
      { "messages" : [ {"role":"user", "content":"Hi there\\u0021"} ],
        "model":"gpt-sim-frontier" , "temperature": 1.0e0, "x" : {"b":1,"a":[ ]} }
      """;

  private static final String ANSWER =
      """
      {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
      "message":{"role":"assistant","content":"Yes."},"finish_reason":"stop"}],
      "usage":{"prompt_tokens":3,"completion_tokens":5,"total_tokens":8}}
      """;

  @TempDir private static Path folder;
  private static Path journal;
  private static RecordingUpstream frontier;
  private static SystemFixture system;

  ObserveIT(EnvoyBinary binary) {
    assertThat(system.envoy().process().isAlive()).as(binary.toString()).isTrue();
  }

  static List<EnvoyBinary> matrix() {
    return EnvoyFixture.matrix();
  }

  @BeforeParameterizedClassInvocation
  static void start(EnvoyBinary binary) {
    journal = folder.resolve(binary.version() + ".jsonl");
    frontier =
        RecordingUpstream.start("frontier")
            .answering(
                exchange -> RecordingUpstream.reply(exchange, 200, "application/json", ANSWER));
    system =
        SystemFixture.example()
            .replacing(
                "  - name: everything else",
                "  - {name: kept, cache: {exact: {ttl: 1h}}}\n  - name: everything else")
            .adding("mode: observe\njournal: {path: %s}".formatted(journal))
            .serving("frontier", frontier.port())
            .start(binary);
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
  void a_request_keeps_its_bytes_and_its_model_and_is_decided_beside_that() {
    double answers = system.metric("interlock_exchanges_total", "model=\"frontier\"");
    double tokens = system.metric("interlock_tokens_total", "model=\"frontier\"");
    double decisions = smallWouldHaveBeenChosen();
    HttpResponse<String> answer = system.envoy().post(CHAT, BODY);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(frontier.onlyRequest().body().toStringUtf8()).isEqualTo(BODY);
    assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("x-interlock-"));

    Waiting.until(
        "the answer is counted",
        () -> system.metric("interlock_exchanges_total", "model=\"frontier\"") > answers);
    JsonNode seen = system.decisionAbout("gpt-sim-frontier", "observe");
    assertThat(seen.get("mode").asString()).isEqualTo("observe");
    assertThat(seen.at("/request/model").asString()).isEqualTo("gpt-sim-frontier");
    assertThat(seen.at("/request/virtual_model").asString()).isEqualTo("auto");
    assertThat(seen.at("/outcome/forward/model").asString()).isEqualTo("small");
    assertThat(smallWouldHaveBeenChosen()).isGreaterThan(decisions);
    Waiting.until(
        "its tokens are counted",
        () -> system.metric("interlock_tokens_total", "model=\"frontier\"") > tokens);

    String id = seen.get("id").asString();
    Waiting.until("it is in the journal", () -> SystemFixture.read(journal).contains(id));
    ReportLine all =
        Waiting.on(() -> Report.of(journal, entry -> entry.id().equals(id))).lines().getFirst();
    assertThat(all.requests()).isEqualTo(1);
    assertThat(all.saved().value()).isPositive();
    assertThat(SystemFixture.read(journal)).doesNotContain("Hi there");
  }

  @Test
  void what_a_kept_answer_would_have_saved_is_told_and_no_kept_answer_is_given() {
    String body = Bodies.of(Api.CHAT, "gpt-sim-frontier", "How do I reset my password?");
    double kept = system.adminGet("/api/cache").get("count").asInt();
    assertThat(system.envoy().post(CHAT, body).statusCode()).isEqualTo(200);
    Waiting.until(
        "it is kept", () -> system.adminGet("/api/cache").get("count").asInt() == kept + 1);

    double hits = system.metric("interlock_cache_requests_total", "observe", "would-hit-exact");
    HttpResponse<String> again = system.envoy().post(CHAT, body);
    assertThat(again.headers().map().keySet()).noneMatch(name -> name.startsWith("x-interlock-"));
    assertThat(again.headers().firstValue("age")).isEmpty();
    assertThat(frontier.requests()).hasSize(2);
    Waiting.until(
        "it is counted",
        () -> system.metric("interlock_cache_requests_total", "observe", "would-hit-exact") > hits);
    assertThat(system.metric("interlock_cache_would_save_usd_total")).isPositive();
    String id = idOfHit();
    JsonNode decision = system.decision(id);
    assertThat(decision.at("/outcome/cached/model").asString()).isEqualTo("small");
    assertThat(decision.at("/cache/status").asString()).isEqualTo("would-hit-exact");
    Waiting.until("it is in the journal", () -> SystemFixture.read(journal).contains(id));
    ReportLine would =
        Waiting.on(() -> Report.of(journal, entry -> entry.id().equals(id))).lines().getFirst();
    assertThat(would.cached()).isEqualTo(1);
    assertThat(would.cost()).isPositive();
    assertThat(would.saved().value()).isEqualTo(would.cost());
    assertThat(would.savedByCache().value()).isPositive().isLessThan(would.cost());
  }

  @Test
  void an_explanation_is_of_what_observing_decides() {
    String body = Bodies.of(Api.CHAT, "gpt-sim-frontier", SMALL_TALK);
    JsonNode explained = SystemFixture.json(system.adminPost("/api/explain", body));
    assertThat(explained.get("mode").asString()).isEqualTo("observe");
    assertThat(explained.at("/request/model").asString()).isEqualTo("gpt-sim-frontier");
    assertThat(explained.at("/request/virtual_model").asString()).isEqualTo("auto");
    assertThat(explained.at("/cache/status").asString()).isEqualTo("miss");
  }

  @Test
  void a_name_of_ours_is_spoken_as_the_server_knows_it_and_no_known_name_takes_the_failsafe() {
    assertThat(ask("frontier").statusCode()).isEqualTo(200);
    assertThat(frontier.onlyRequest().body().toStringUtf8()).contains("\"gpt-sim-frontier\"");

    assertThat(header(ask("auto"), "x-interlock-reason")).isEqualTo("failsafe");
    assertThat(header(ask("unheard-of"), "x-interlock-model")).isEqualTo("small");
    assertThat(frontier.requests()).hasSize(1);
  }

  @Test
  void large_and_broken_bodies_pass_as_well() {
    double seen = system.metric("interlock_decisions_total");
    String large = Bodies.ofSize(Api.CHAT, 3 << 20).replace("\"auto\"", "\"frontier\"");
    assertThat(system.envoy().post(CHAT, large).statusCode()).isEqualTo(200);
    Waiting.until("observed", () -> system.metric("interlock_decisions_total") > seen);
    // Nobody can tell what it names: the fail-safe model's server says what it thinks of it.
    HttpResponse<String> broken = system.envoy().post(CHAT, "{\"model\":");
    assertThat(header(broken, "x-interlock-reason")).isNotEqualTo("invalid_json");
    assertThat(ask("frontier").statusCode()).isEqualTo(200);
  }

  /** Whoever waited would go on once its patience is over, and count that. */
  @Test
  void nobody_waits_for_a_sidecar_that_hangs_or_is_gone() throws Exception {
    system.stopSidecar();
    try {
      assertThat(ask("frontier").statusCode()).isEqualTo(200);
      Path socket = system.envoy().socket();
      Files.deleteIfExists(socket);
      try (var hung = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        hung.bind(UnixDomainSocketAddress.of(socket));
        for (int i = 0; i < 10; i++) {
          assertThat(ask("frontier").statusCode()).isEqualTo(200);
        }
        assertThat(system.envoy().stat("http.llm.ext_proc.decision.streams_started"))
            .isGreaterThanOrEqualTo(10);
        assertThat(system.envoy().stat("http.llm.ext_proc.decision.message_timeouts")).isZero();
      }
      Files.deleteIfExists(socket);
    } finally {
      system.startSidecar();
    }
    assertThat(frontier.requests()).hasSize(11);
  }

  /** Of the one request that names the model so and was answered before. */
  private static String idOfHit() {
    Waiting.until("a hit", () -> hits().findFirst().isPresent());
    return hits().findFirst().orElseThrow().get("id").asString();
  }

  private static Stream<JsonNode> hits() {
    return system
        .adminGet("/api/decisions")
        .get("decisions")
        .valueStream()
        .filter(row -> row.get("reason").asString().equals("cache_exact"))
        .filter(row -> row.get("asked").asString().equals("gpt-sim-frontier"));
  }

  private static double smallWouldHaveBeenChosen() {
    return system.metric("interlock_decisions_total", "mode=\"observe\"", "model=\"small\"");
  }

  private static HttpResponse<String> ask(String model) {
    return system.envoy().post(CHAT, Bodies.of(Api.CHAT, model, SMALL_TALK));
  }
}
