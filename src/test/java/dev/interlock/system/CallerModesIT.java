package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.SignedTokens;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Callers by token, by another filter's word, in `mode: observe`, and while Envoy follows. */
class CallerModesIT {
  private static final String CHAT = Api.CHAT.path();

  @TempDir private Path folder;

  @Test
  void a_tokens_claims_are_what_rules_read() throws Exception {
    SignedTokens issuer = SignedTokens.by("https://id.example");
    Path keys = Files.writeString(folder.resolve("jwks.json"), issuer.publicKeys());
    try (var system =
        example(
                """
                callers:
                  jwt:
                    issuers:
                      - {issuer: "https://id.example", audiences: [interlock], jwks: {file: %s}}
                    tenant: [org, id]
                    user: [sub]
                    groups: [realm, roles]
                    purpose: [purpose]
                """
                    .formatted(keys))
            .start()) {
      var claims =
          Map.<String, Object>of(
              "org",
              Map.of("id", "acme"),
              "sub",
              "ada",
              "realm",
              Map.of("roles", List.of("research", "web")),
              "purpose",
              "trials");
      HttpResponse<String> answer =
          ask(system, "frontier", "authorization", "Bearer " + issuer.token(claims));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
      JsonNode caller = system.decision(answer).get("caller");
      assertThat(caller.toString())
          .isEqualTo(
              "{\"tenant\":\"acme\",\"groups\":[\"research\",\"web\"],\"purpose\":\"trials\"}");
      assertThat(ask(system, "frontier").statusCode()).isEqualTo(401);
    }
  }

  /** By Envoy, which asks nobody else: not even one who only looks on, or looks away. */
  @ParameterizedTest
  @ValueSource(strings = {"enforce", "observe", "passthrough"})
  void who_shows_something_wrong_is_not_anonymous(String mode) throws Exception {
    SignedTokens issuer = SignedTokens.by("https://id.example");
    Path keys = Files.writeString(folder.resolve("jwks.json"), issuer.publicKeys());
    try (var system =
        example(
                """
                mode: %s
                callers:
                  anonymous: true
                  jwt:
                    issuers:
                      - {issuer: "https://id.example", audiences: [interlock], jwks: {file: %s}}
                    tenant: [org, id]
                """
                    .formatted(mode, keys))
            .start()) {
      String withoutTenant = issuer.token(Map.of("sub", "ada"));
      String good = issuer.token(Map.of("org", Map.of("id", "acme")));
      for (String wrong : List.of("Bearer " + withoutTenant, "bearer " + good, "Basic YTpi")) {
        HttpResponse<String> answer = ask(system, "small", "authorization", wrong);
        assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
        assertThat(json(answer).at("/error/code").asString()).isEqualTo("invalid_api_key");
      }
      assertThat(system.requestsServed()).isZero();
      assertThat(system.metric("interlock_refusals_total")).isZero();
      assertThat(ask(system, "small").statusCode()).isEqualTo(200);
      assertThat(ask(system, "small", "authorization", "Bearer " + good).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void what_an_earlier_filter_says_is_believed_and_a_client_is_not() throws Exception {
    // What a gateway's own authentication would do: say in metadata what it found.
    String earlier =
        """
        - name: gateway
          typed_config:
            '@type': type.googleapis.com/envoy.extensions.filters.http.set_metadata.v3.Config
            metadata:
              - metadata_namespace: gateway
                value: {tenant: acme, groups: [research]}
        """;
    try (var system =
        example("callers: {metadata: {namespace: gateway, tenant: [tenant], groups: [groups]}}")
            .bootstrap(rendered -> before("- name: interlock.known-caller", earlier, rendered))
            .start()) {
      HttpResponse<String> answer = ask(system, "frontier", "tenant", "globex");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(system.decision(answer).at("/caller/tenant").asString()).isEqualTo("acme");
    }
    try (var system =
        example("callers: {metadata: {namespace: gateway, tenant: [tenant]}}").start()) {
      assertThat(ask(system, "small", "tenant", "acme").statusCode()).isEqualTo(401);
    }
  }

  /** As in a bootstrap of somebody's own, into which not all was taken over. */
  @Test
  void where_envoy_asks_nobody_interlock_turns_everybody_away() throws Exception {
    try (var system =
        example("callers: {metadata: {namespace: gateway, tenant: [tenant]}}")
            .bootstrap(
                rendered ->
                    rendered.replaceFirst(
                        "(?ms)^ +- name: interlock.known-caller$.*?(?=^ +- name: )", ""))
            .start()) {
      HttpResponse<String> answer = ask(system, "small");
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(json(answer).at("/error/code").asString()).isEqualTo("invalid_api_key");
      assertThat(system.envoy().get("/v1/models").statusCode()).isEqualTo(401);
      assertThat(system.requestsServed()).isZero();
      assertThat(system.metric("interlock_refusals_total", "code=\"unauthenticated\""))
          .isEqualTo(2);
    }
  }

  @Test
  void who_only_looks_on_knows_who_calls() throws Exception {
    try (var system = example("mode: observe\n" + keys("acme")).start()) {
      assertThat(ask(system, "frontier").statusCode()).isEqualTo(401);
      assertThat(ask(system, "frontier", "x-api-key", key("acme")).statusCode()).isEqualTo(200);
      Waiting.until("it is seen", () -> system.metric("interlock_tenant_decisions_total") == 1);
      JsonNode seen = system.adminGet("/api/decisions").get("decisions").get(0);
      assertThat(system.decision(seen.get("id").asString()).at("/caller/tenant").asString())
          .isEqualTo("acme");
    }
  }

  /** In the enforced share rules hold, and a virtual model is for its tenants alone. */
  @Test
  void rollout_takes_whom_no_virtual_model_admits_to_the_model_they_name_or_nowhere()
      throws Exception {
    String rollout = "mode: rollout\nrollout: {rules: [{enforce: 100%}]}\n";
    try (var system =
        SystemFixture.example()
            .replacing("default: medium\n", "default: medium\n    callers: {tenants: [acme]}\n")
            .replacing(
                "policies:\n",
                """
                policies:
                  - {name: globex has no frontier, when: caller.tenant == 'globex',
                     allow: model.id != 'frontier'}
                """)
            .adding(rollout + keys("acme", "globex"))
            .start()) {
      HttpResponse<String> theirs = ask(system, "medium", "x-api-key", key("acme"));
      assertThat(system.decision(theirs).at("/request/virtual_model").asString()).isEqualTo("auto");

      String[] globex = {"x-api-key", key("globex")};
      for (String name : List.of("small", "qwen2.5-7b-instruct")) {
        HttpResponse<String> named = ask(system, name, globex);
        assertThat(named.statusCode()).as(named.body()).isEqualTo(200);
        assertThat(header(named, "x-interlock-model")).isEqualTo("small");
        assertThat(header(named, "x-interlock-reason")).isEqualTo("named");
        assertThat(system.decision(named).at("/request/model").asString()).isEqualTo(name);
      }
      for (String name : List.of("frontier", "gpt-sim-frontier")) {
        assertThat(ask(system, name, globex).statusCode()).isEqualTo(403);
      }
      for (String name : List.of("auto", "nobody")) {
        HttpResponse<String> refused = ask(system, name, globex);
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(header(refused, "x-interlock-reason")).isEqualTo("unknown_model");
      }
    }
  }

  @Test
  void a_running_envoy_learns_of_a_new_key_and_forgets_an_old_one() throws Exception {
    String both = keys("acme", "globex");
    try (var system = example(keys("acme")).following().start()) {
      assertThat(ask(system, "small", "x-api-key", key("globex")).statusCode()).isEqualTo(401);

      system.edit(text -> text.replace(keys("acme"), both));
      assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);
      Waiting.until(
          "the new key is known",
          () -> ask(system, "small", "x-api-key", key("globex")).statusCode() == 200);
      assertThat(ask(system, "small", "x-api-key", key("acme")).statusCode()).isEqualTo(200);

      system.edit(text -> text.replace(both, keys("globex")));
      assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);
      Waiting.until(
          "the old key is forgotten",
          () -> ask(system, "small", "x-api-key", key("acme")).statusCode() == 401);
    }
  }

  private SystemFixture.Builder example(String callers) {
    return SystemFixture.example()
        .replacing(
            "policies:\n",
            """
            policies:
              - {name: acme stays on premises, when: caller.tenant == 'acme',
                 allow: "model.site == 'on-prem'"}
            """)
        .adding(callers);
  }

  private String keys(String... tenants) {
    var text = new StringBuilder("callers:\n  api_keys:\n    keys:\n");
    for (String tenant : tenants) {
      Path file = folder.resolve(tenant);
      Path _ = Waiting.on(() -> Files.writeString(file, key(tenant)));
      text.append(
          "      - {name: %1$s, tenant: %1$s, key: {file: %2$s}}\n".formatted(tenant, file));
    }
    return text.toString();
  }

  private static String key(String tenant) {
    return "key-of-" + tenant + "-0123456789";
  }

  /** {@code lines} before the line {@code at}, as deep as it. */
  private static String before(String at, String lines, String in) {
    String line = in.lines().filter(each -> each.strip().equals(at)).findFirst().orElseThrow();
    String indent = line.substring(0, line.indexOf('-'));
    return in.replace(line + "\n", lines.indent(indent.length()) + line + "\n");
  }

  private static HttpResponse<String> ask(SystemFixture system, String model, String... headers) {
    return system.envoy().post(CHAT, Bodies.of(Api.CHAT, model, "Hi there!"), headers);
  }
}
