package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.caller.ApiKey;
import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallerSource;
import dev.interlock.caller.FactPaths;
import dev.interlock.caller.JwtIssuer;
import dev.interlock.catalog.Credential;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every Envoy of the matrix finds out who calls, alone: there is no sidecar, and who is let in
 * reaches the fail-safe model.
 */
@ParameterizedClass
@MethodSource("matrix")
class CallerFiltersIT {
  private static final String KEY = "key-of-acme-0123456789";
  private static final String[] NOTHING = {};
  private static final Map<String, Object> ACME = Map.of("org", Map.of("id", "acme"), "sub", "ada");

  @TempDir private Path folder;
  private final EnvoyBinary binary;
  private final RecordingUpstream small = RecordingUpstream.start("small");
  private final RecordingUpstream issuerServer = RecordingUpstream.start("issuer");
  private final SignedTokens given = SignedTokens.by("https://given.example");
  private final SignedTokens fetched = SignedTokens.by("https://fetched.example");

  CallerFiltersIT(EnvoyBinary binary) {
    this.binary = binary;
  }

  static List<EnvoyBinary> matrix() {
    return EnvoyFixture.matrix();
  }

  @AfterEach
  void stop() {
    small.close();
    issuerServer.close();
  }

  @Test
  void a_key_lets_in_and_goes_no_further() throws Exception {
    try (var envoy = start(keys(false))) {
      for (var shown : List.of(bearer(KEY), xApiKey(KEY))) {
        small.forget();
        assertThat(chat(envoy, shown).statusCode()).isEqualTo(200);
        assertThat(small.onlyRequest().headers().keySet())
            .extracting(name -> name.toLowerCase(Locale.ROOT))
            .doesNotContain("authorization", "x-api-key", "x-interlock-key");
      }
      small.forget();
      refused(envoy, NOTHING);
      refused(envoy, bearer("another-key-0123456789"));
      refused(envoy, xApiKey("another-key-0123456789"));
      refused(envoy, "X-Interlock-Key", "acme-chat");
      assertThat(envoy.get("/v1/models").statusCode()).isEqualTo(401);
      assertThat(envoy.get("/elsewhere").statusCode()).isEqualTo(401);
      assertThat(small.requests()).isEmpty();
      assertThat(envoy.process().adminGet("/config_dump")).doesNotContain(KEY);
      assertThat(Files.readString(envoy.process().directory().resolve("envoy.yaml")))
          .doesNotContain(KEY);
      assertThat(envoy.accessLog(line -> line.get("code").asInt() == 200).get("caller").asString())
          .isEqualTo("acme-chat");
    }
  }

  @Test
  void who_shows_no_key_may_be_let_in_but_not_who_shows_a_wrong_one() throws Exception {
    try (var envoy = start(keys(true))) {
      assertThat(chat(envoy, NOTHING).statusCode()).isEqualTo(200);
      assertThat(chat(envoy, bearer(KEY)).statusCode()).isEqualTo(200);
      refused(envoy, bearer("another-key-0123456789"));
      refused(envoy, xApiKey(""));
      refused(envoy, "authorization", "Basic YWRhOmFkYQ==");
      refused(envoy, "authorization", "bearer " + KEY);
      refused(envoy, "authorization", "");
    }
  }

  @Test
  void a_token_lets_in_that_is_signed_meant_for_us_in_time_and_of_a_tenant() {
    issuerServer.answering(
        exchange ->
            RecordingUpstream.reply(exchange, 200, "application/json", fetched.publicKeys()));
    try (var envoy = start(tokens(false))) {
      assertThat(chat(envoy, bearer(given.token(ACME))).statusCode()).isEqualTo(200);
      assertThat(chat(envoy, xApiKey(given.token(ACME))).statusCode()).isEqualTo(200);
      assertThat(chat(envoy, bearer(fetched.token(ACME))).statusCode()).isEqualTo(200);
      small.forget();

      refused(envoy, NOTHING);
      refused(envoy, bearer("no-token"));
      refused(envoy, bearer(given.token(ACME, Instant.now().minusSeconds(600))));
      refused(envoy, bearer(SignedTokens.by("https://given.example").token(ACME)));
      refused(envoy, bearer(SignedTokens.by("https://nobody.example").token(ACME)));
      refused(envoy, bearer(given.token(Map.of("aud", "another", "org", Map.of("id", "acme")))));
      refused(envoy, bearer(given.token(Map.of("sub", "ada"))));
      refused(envoy, bearer(given.token(Map.of("org", Map.of("id", "")))));
      refused(
          envoy,
          bearer(
              given.signed(
                  Map.of(
                      "iss",
                      "https://given.example",
                      "aud",
                      "interlock",
                      "org",
                      Map.of("id", "acme")))));
      assertThat(small.requests()).isEmpty();
      assertThat(envoy.accessLog(line -> line.get("code").asInt() == 200).get("caller").asString())
          .isEqualTo("acme");
    }
  }

  @Test
  void who_shows_no_token_may_be_let_in_but_not_who_shows_a_wrong_one() {
    try (var envoy = start(tokens(true))) {
      assertThat(chat(envoy, NOTHING).statusCode()).isEqualTo(200);
      assertThat(chat(envoy, bearer(given.token(ACME))).statusCode()).isEqualTo(200);
      refused(envoy, bearer(given.token(ACME, Instant.now().minusSeconds(600))));
    }
  }

  @Test
  void a_signed_token_without_a_tenant_is_not_anonymous() {
    try (var envoy = start(tokens(true))) {
      refused(envoy, bearer(given.token(Map.of("sub", "ada"))));
      refused(envoy, xApiKey(given.token(Map.of("sub", "ada"))));
      refused(envoy, bearer(given.token(Map.of("org", Map.of("id", "")))));
      refused(envoy, bearer(given.token(Map.of("org", Map.of("id", 7)))));
      assertThat(small.requests()).isEmpty();
    }
  }

  /** {@code jwt_authn} alone takes what it does not read for nothing. */
  @Test
  void a_credential_that_is_not_read_is_not_anonymous() {
    String good = given.token(ACME);
    try (var envoy = start(tokens(true))) {
      for (String shown :
          List.of("Basic YWRhOmFkYQ==", "bearer " + good, "BEARER " + good, "Bearer", good, "")) {
        refused(envoy, "authorization", shown);
      }
      for (String shown : List.of("", "no-token", "Bearer " + good)) {
        refused(envoy, xApiKey(shown));
      }
      refused(envoy, "authorization", "Basic YWRhOmFkYQ==", "x-api-key", "no-token");
      refused(envoy, "authorization", "Bearer " + good, "x-api-key", "no-token");
      assertThat(small.requests()).isEmpty();
      assertThat(chat(envoy, "authorization", "Basic YWRhOmFkYQ==", "x-api-key", good).statusCode())
          .isEqualTo(200);
      // Places where nobody looks for a token say nothing about one.
      assertThat(chat(envoy, "cookie", "session=1", "api-key", "azure").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void where_no_filter_says_so_nobody_is_known() {
    var facts = new FactPaths(List.of("tenant"), List.of(), List.of(), List.of());
    var source = new CallerSource.Metadata("gateway", facts);
    try (var envoy = start(new CallerSettings(source, false, 0))) {
      refused(envoy, bearer(KEY));
      assertThat(small.requests()).isEmpty();
    }
  }

  private EnvoyFixture start(CallerSettings callers) {
    return EnvoyFixture.of(small.model()).callers(callers).start(binary);
  }

  private CallerSettings keys(boolean anonymous) throws Exception {
    Path file = Files.writeString(folder.resolve("acme.key"), KEY + "\n");
    var key =
        new ApiKey(
            "acme-chat",
            new Credential.Source.File(file.toString()),
            new Caller.Known("acme", "", List.of(), ""));
    return new CallerSettings(
        new CallerSource.ApiKeys(List.of(key), Optional.empty()), anonymous, 0);
  }

  private CallerSettings tokens(boolean anonymous) {
    URI address = URI.create("http://127.0.0.1:" + issuerServer.port() + "/keys");
    List<String> us = List.of("interlock");
    var source =
        new CallerSource.Jwt(
            List.of(
                new JwtIssuer(
                    "https://given.example",
                    us,
                    new JwtIssuer.PublicKeys.Given(given.publicKeys())),
                new JwtIssuer(
                    "https://fetched.example", us, new JwtIssuer.PublicKeys.Fetched(address))),
            new FactPaths(List.of("org", "id"), List.of("sub"), List.of(), List.of()));
    return new CallerSettings(source, anonymous, 0);
  }

  /** In both dialects, as their clients expect it. */
  private static void refused(EnvoyFixture envoy, String... headers) {
    HttpResponse<String> openAi = chat(envoy, headers);
    assertThat(openAi.statusCode()).as(openAi.body()).isEqualTo(401);
    assertThat(JsonMapper.shared().readTree(openAi.body()).at("/error/code").asString())
        .isEqualTo("invalid_api_key");
    assertThat(openAi.headers().firstValue("x-interlock-reason")).hasValue("unauthenticated");
    HttpResponse<String> anthropic =
        envoy.post(
            Api.MESSAGES.path(), "{\"model\":\"small\",\"max_tokens\":9,\"messages\":[]}", headers);
    assertThat(anthropic.statusCode()).isEqualTo(401);
    assertThat(JsonMapper.shared().readTree(anthropic.body()).at("/error/type").asString())
        .isEqualTo("authentication_error");
  }

  private static HttpResponse<String> chat(EnvoyFixture envoy, String... headers) {
    return envoy.post(Api.CHAT.path(), "{\"model\":\"small\",\"messages\":[]}", headers);
  }

  private static String[] bearer(String credential) {
    return new String[] {"authorization", "Bearer " + credential};
  }

  private static String[] xApiKey(String credential) {
    return new String[] {"x-api-key", credential};
  }
}
