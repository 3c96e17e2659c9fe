package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.envoy.EnvoyPart;
import dev.interlock.envoy.RecordingUpstream;
import dev.interlock.envoy.Waiting;
import dev.interlock.envoy.XdsFolder;
import dev.interlock.inference.Api;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A following Envoy that refuses what was rendered for it: no decision names what it lacks. */
class RefusedByEnvoyIT {
  private static final String CHAT = Api.CHAT.path();

  /** Valid for us; Envoy does not find the authorities. */
  private static final String EXTRA =
      """
        - {id: extra, address: "https://127.0.0.1:1", quality: 0.1, price: {input: 1, output: 1}, context_window: 9000}
      """;

  private static final String NO_AUTHORITIES = "ca_file: /nonexistent/ca.crt, ";

  /** Valid for us; Envoy has no such variable. */
  private static final String KEYED =
      EXTRA
          .replace("https:", "http:")
          .replace("quality:", "credential: {env: NOWHERE_SET}, quality:");

  @TempDir private Path folder;

  @Test
  void a_reload_that_envoy_refuses_changes_nothing() {
    try (SystemFixture system = SystemFixture.example().following().start()) {
      system.edit(
          text ->
              text.replace("\nmodels:\n", "\nmodels:\n" + EXTRA)
                  .replace("envoy: {listen", "envoy: {" + NO_AUTHORITIES + "listen"));

      HttpResponse<String> refused = system.adminPost("/api/reload", "");

      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
      assertThat(json(refused).at("/problems/0").asString()).contains("Envoy refused", "cds.yaml");
      assertThat(ask(system, "extra").statusCode()).isEqualTo(404);
      assertThat(header(ask(system, "small"), "x-interlock-decision")).startsWith("d-");
      assertThat(system.metric("interlock_config_last_reload_successful")).isZero();
    }
  }

  @Test
  void a_credential_that_envoy_has_no_value_for_fails_the_reload() {
    try (SystemFixture system = SystemFixture.example().following().start()) {
      system.edit(text -> text.replace("\nmodels:\n", "\nmodels:\n" + KEYED));

      HttpResponse<String> refused = system.adminPost("/api/reload", "");

      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
      assertThat(json(refused).at("/problems/0").asString()).contains("no value", "model-extra");
      assertThat(ask(system, "extra").statusCode()).isEqualTo(404);
    }
  }

  /** As if what was taken away had not been: Envoy says then that it has the secret. */
  @Test
  void a_credential_without_a_value_fails_the_second_try_too() throws Exception {
    try (SystemFixture system = SystemFixture.example().following().start()) {
      EnvoyPart was = part(system.configuration());
      system.edit(text -> text.replace("\nmodels:\n", "\nmodels:\n" + KEYED));
      EnvoyPart next = part(system.written());
      var xds = new XdsFolder(was.settings());

      assertThat(xds.grow(List.of(next, was)).orElseThrow()).contains("no value", "model-extra");
      assertThat(xds.grow(List.of(next, was)).orElseThrow()).contains("no value", "model-extra");
    }
  }

  @Test
  void once_there_is_a_value_the_reload_succeeds() throws Exception {
    Path file = folder.resolve("key");
    try (var upstream = RecordingUpstream.start("extra");
        SystemFixture system = SystemFixture.example().following().start()) {
      String model =
          KEYED
              .replace("127.0.0.1:1\"", "127.0.0.1:%d\"".formatted(upstream.port()))
              .replace("env: NOWHERE_SET", "file: " + file);
      system.edit(text -> text.replace("\nmodels:\n", "\nmodels:\n" + model));
      assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(409);

      Files.writeString(file, "there");

      HttpResponse<String> applied = system.adminPost("/api/reload", "");
      assertThat(applied.statusCode()).as(applied.body()).isEqualTo(200);
      assertThat(ask(system, "extra").statusCode()).isEqualTo(200);
      assertThat(upstream.onlyRequest().header("authorization")).isEqualTo("Bearer there");
    }
  }

  @Test
  void while_envoy_lacks_what_it_refused_at_its_start_nothing_is_decided() {
    try (SystemFixture system =
        SystemFixture.example()
            .following()
            .replacing("\nmodels:\n", "\nmodels:\n" + EXTRA)
            .envoyKeys(NO_AUTHORITIES)
            .start()) {
      HttpResponse<String> undecided = ask(system, "extra");

      assertThat(undecided.statusCode()).isEqualTo(200);
      assertThat(header(undecided, "x-interlock-reason")).isEqualTo("failsafe");
      assertThat(system.metric("interlock_config_last_reload_successful")).isZero();
      assertThat(system.metric("interlock_passthrough")).isEqualTo(1);
      JsonNode last = system.adminGet("/api/generations").get("last_attempt");
      assertThat(last.at("/problems/0").asString()).contains("Envoy refused", "cds.yaml");

      system.edit(text -> text.replace(EXTRA, "").replace(NO_AUTHORITIES, ""));
      Waiting.until("mended", () -> system.metric("interlock_passthrough") == 0);
      assertThat(header(ask(system, "small"), "x-interlock-decision")).startsWith("d-");
      // Said once Envoy has also forgotten what was before, a little after it is so.
      Waiting.until("said so", () -> system.metric("interlock_config_last_reload_successful") == 1);
    }
  }

  @Test
  void an_envoy_that_does_not_answer_keeps_what_it_has() {
    try (SystemFixture system = SystemFixture.example().following().start()) {
      system.edit(text -> text.replace("\nmodels:\n", "\nmodels:\n" + EXTRA));
      HttpResponse<String> refused;
      try (var _ = Stopped.process(system.envoy().process().pid())) {
        refused = system.adminPost("/api/reload", "");
      }

      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
      assertThat(json(refused).at("/problems/0").asString()).contains("does not answer");
      assertThat(system.metric("interlock_passthrough")).isZero();
      assertThat(header(ask(system, "small"), "x-interlock-decision")).startsWith("d-");
      assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_credential_that_envoy_started_without_is_named_in_the_log() {
    String keyed =
        EXTRA
            .replace("https:", "http:")
            .replace("quality:", "credential: {env: NOWHERE_SET}, quality:");
    Logger log = Logger.getLogger("dev.interlock.bootstrap.FollowingEnvoy");
    var said = new Said();
    log.addHandler(said);
    try (SystemFixture system =
        SystemFixture.example()
            .following()
            .replacing("\nmodels:\n", "\nmodels:\n" + keyed)
            .start()) {
      assertThat(ask(system, "extra").statusCode()).isEqualTo(401);

      Waiting.until("it is said", () -> !said.lines.isEmpty());
      assertThat(said.lines)
          .singleElement()
          .asString()
          .contains("credential of `extra`, variable NOWHERE_SET");
      assertThat(ask(system, "small").statusCode()).isEqualTo(200);
    } finally {
      log.removeHandler(said);
    }
  }

  private static final class Said extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      lines.add(new SimpleFormatter().formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** A process that is stopped, and goes on at the end. */
  private record Stopped(long pid) implements AutoCloseable {
    static Stopped process(long pid) {
      signal("STOP", pid);
      return new Stopped(pid);
    }

    private static void signal(String name, long pid) {
      Process kill =
          Waiting.on(() -> new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start());
      assertThat(kill.onExit().join().exitValue()).isZero();
    }

    @Override
    public void close() {
      signal("CONT", pid);
    }
  }

  /** What comes before the listener, the listener, and what shows after it. */
  static List<Arguments> refusals() {
    return List.of(
        Arguments.of("cds.yaml", EXTRA, NO_AUTHORITIES),
        Arguments.of("lds.yaml", "", "access_log: /nonexistent/access.log, "),
        Arguments.of("no value", KEYED, ""));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void who_may_call_is_as_before(String refusal, String model, String envoyKey) throws Exception {
    String acme = caller("acme");
    String globex = caller("globex");
    try (SystemFixture system = SystemFixture.example().following().adding(acme).start()) {
      system.edit(
          text ->
              text.replace(acme, globex)
                  .replace("\nmodels:\n", "\nmodels:\n" + model)
                  .replace("envoy: {listen", "envoy: {" + envoyKey + "listen"));

      HttpResponse<String> refused = system.adminPost("/api/reload", "");

      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
      assertThat(json(refused).at("/problems/0").asString()).contains(refusal);
      Waiting.until(
          "the keys of before",
          () ->
              ask(system, "small", "x-api-key", key("acme")).statusCode() == 200
                  && ask(system, "small", "x-api-key", key("globex")).statusCode() == 401);
    }
  }

  private static EnvoyPart part(Configuration configuration) {
    return new EnvoyPart(configuration.envoy(), configuration.catalog());
  }

  private String caller(String tenant) throws IOException {
    Path file = Files.writeString(folder.resolve(tenant), key(tenant));
    return "callers: {api_keys: {keys: [{name: %1$s, tenant: %1$s, key: {file: %2$s}}]}}"
        .formatted(tenant, file);
  }

  private static String key(String tenant) {
    return "key-of-" + tenant + "-0123456789";
  }

  private static HttpResponse<String> ask(SystemFixture system, String model, String... headers) {
    return system.envoy().post(CHAT, Bodies.of(Api.CHAT, model, "Hi there!"), headers);
  }
}
