package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.RecordingUpstream;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import dev.interlock.journal.Report;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Keys of two tenants: what each gets, and that nobody gets the other's. */
class CallersIT {
  private static final String ACME = "Bearer key-of-acme-0123456789";
  private static final String GLOBEX = "Bearer key-of-globex-0123456789";

  @TempDir private Path folder;
  private RecordingUpstream medium;
  private SystemFixture system;

  @BeforeEach
  void start() throws Exception {
    medium = RecordingUpstream.start("medium");
    Files.writeString(folder.resolve("acme"), "key-of-acme-0123456789");
    Files.writeString(folder.resolve("globex"), "key-of-globex-0123456789\n");
    system =
        SystemFixture.example()
            .replacing(
                "virtual_models:\n",
                """
                virtual_models:
                  - {name: auto, models: [frontier, medium], default: medium,
                     callers: {tenants: [globex]}}
                  - {name: lab, models: [small], default: small, callers: {groups: [research]}}
                """)
            .replacing(
                "policies:\n",
                """
                policies:
                  - {name: acme stays on premises, when: caller.tenant == 'acme',
                     allow: "model.site == 'on-prem'"}
                """)
            .adding(
                """
                journal: {path: %1$s/journal.jsonl}
                callers:
                  api_keys:
                    keys:
                      - {name: acme-lab, key: {file: %1$s/acme}, tenant: acme, user: ada-l,
                         groups: [research], purpose: trials}
                      - {name: globex-web, key: {file: %1$s/globex}, tenant: globex,
                         groups: [research, web]}
                """
                    .formatted(folder))
            .serving("medium", medium.port())
            .asProcess()
            .start(EnvoyFixture.newest());
  }

  @AfterEach
  void stop() {
    system.close();
    medium.close();
  }

  @Test
  void the_tenant_decides_and_is_told_apart_everywhere() throws Exception {
    HttpResponse<String> acme = ask(ACME, "frontier");
    HttpResponse<String> globex = ask(GLOBEX, "frontier");

    assertThat(acme.statusCode()).isEqualTo(403);
    assertThat(globex.statusCode()).as(globex.body()).isEqualTo(200);
    JsonNode record = system.decision(acme);
    assertThat(record.at("/caller/tenant").asString()).isEqualTo("acme");
    assertThat(record.at("/caller/purpose").asString()).isEqualTo("trials");
    assertThat(record.toString()).doesNotContain("ada-l");
    assertThat(record.toString()).contains("acme stays on premises");
    JsonNode line = system.accessLog(globex);
    assertThat(line.get("caller").asString()).isEqualTo("globex-web");
    assertThat(line.at("/decision/tenant").asString()).isEqualTo("globex");
    Waiting.until(
        "globex has a cost",
        () -> system.metric("interlock_tenant_cost_usd_total", "tenant=\"globex\"") > 0);
    assertThat(system.metric("interlock_tenant_decisions_total", "tenant=\"acme\"")).isEqualTo(1);
    assertThat(system.metrics()).doesNotContain("ada-l");
    Path journal = folder.resolve("journal.jsonl");
    Waiting.until("both are in the journal", () -> lines(journal) == 2);
    assertThat(Files.readString(journal)).doesNotContain("ada-l");
    assertThat(Report.of(journal, _ -> true).lines())
        .filteredOn(each -> each.group().equals("tenant"))
        .extracting(each -> each.name() + " " + each.requests())
        .containsExactly("enforce acme 1", "enforce globex 1");
  }

  @Test
  void a_name_is_what_it_is_for_the_caller() {
    JsonNode acme = system.decision(ask(ACME, "auto"));
    JsonNode globex = system.decision(ask(GLOBEX, "auto"));

    assertThat(models(acme)).contains("small", "embed");
    assertThat(models(globex)).isSubsetOf("medium", "frontier");
    assertThat(ask(ACME, "lab").statusCode()).isEqualTo(200);
    assertThat(models(ACME)).contains("auto", "lab", "small").doesNotContain("frontier", "claude");
    assertThat(models(GLOBEX)).contains("auto", "lab", "frontier").containsOnlyOnce("auto");
  }

  @Test
  void nobody_says_of_themselves_who_they_are() {
    String body = Bodies.of(Api.CHAT, "frontier", "Hi there!");
    for (String name : new String[] {"x-interlock-key", "X-Interlock-Key", "X-INTERLOCK-KEY"}) {
      var spoofed =
          system.envoy().post(Api.CHAT.path(), body, "authorization", ACME, name, "globex-web");
      assertThat(spoofed.statusCode()).isEqualTo(403);
      assertThat(system.decision(spoofed).at("/caller/tenant").asString()).isEqualTo("acme");
      assertThat(system.envoy().post(Api.CHAT.path(), body, name, "globex-web").statusCode())
          .isEqualTo(401);
    }
    assertThat(ask(GLOBEX, "medium").statusCode()).isEqualTo(200);
    assertThat(medium.onlyRequest().headers().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-interlock-"))
        .doesNotContain("Authorization");
  }

  @Test
  void a_dead_sidecar_lets_nobody_else_in() {
    system.stopSidecar();
    assertThat(header(ask(ACME, "auto"), "x-interlock-reason")).isEqualTo("failsafe");
    HttpResponse<String> refused = ask("Bearer somebody-else-0123456789", "auto");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(json(refused).at("/error/code").asString()).isEqualTo("invalid_api_key");
  }

  private HttpResponse<String> ask(String credential, String model) {
    return system
        .envoy()
        .post(
            Api.CHAT.path(), Bodies.of(Api.CHAT, model, "Hi there!"), "authorization", credential);
  }

  private List<String> models(String credential) {
    JsonNode list = json(system.envoy().get("/v1/models", "authorization", credential));
    return list.get("data").valueStream().map(each -> each.get("id").asString()).toList();
  }

  private static List<String> models(JsonNode decision) {
    return Stream.concat(decision.get("plan").valueStream(), decision.get("rejected").valueStream())
        .map(each -> each.get("model").asString())
        .toList();
  }

  private static long lines(Path file) {
    return SystemFixture.read(file).lines().count();
  }
}
