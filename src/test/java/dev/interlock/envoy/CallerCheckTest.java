package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.caller.ApiKey;
import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallerSource;
import dev.interlock.caller.FactPaths;
import dev.interlock.caller.JwtIssuer;
import dev.interlock.catalog.Credential;
import dev.interlock.envoy.EnvoyCheck.Finding;
import dev.interlock.inference.Caller;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerCheckTest {
  private static final String EXISTING =
      "    - {name: existing, circuit_breakers: {thresholds: [{max_retries: 1000}]}}\n";
  private static final CallerSource KEYS =
      new CallerSource.ApiKeys(
          List.of(
              new ApiKey(
                  "acme-chat",
                  new Credential.Source.Environment("ACME_KEY"),
                  new Caller.Known("acme", "", List.of(), ""))),
          Optional.empty());
  private static final CallerSource TOKENS =
      new CallerSource.Jwt(
          List.of(
              new JwtIssuer(
                  "https://id.example",
                  List.of("interlock"),
                  new JwtIssuer.PublicKeys.Fetched(URI.create("https://id.example/keys")))),
          new FactPaths(List.of("tenant"), List.of(), List.of(), List.of()));

  /** The lines that the tests here damage. */
  static Set<LoadBearing> shown() {
    return Set.of(LoadBearing.AUTHENTICATION, LoadBearing.CALLER_METADATA);
  }

  @Test
  void what_is_rendered_lacks_nothing() {
    for (CallerSource source : List.of(KEYS, TOKENS)) {
      for (boolean anonymous : new boolean[] {true, false}) {
        assertThat(found(source, anonymous, "(?!)", "")).isEmpty();
      }
    }
  }

  @Test
  void a_filter_that_is_missing_or_behind_the_decision_is_found() {
    assertThat(found(TOKENS, false, "jwt_authn.v3.JwtAuthentication", "a.v3.Other"))
        .contains(LoadBearing.AUTHENTICATION);
    assertThat(found(KEYS, false, "api_key_auth.v3.ApiKeyAuth", "a.v3.Other"))
        .contains(LoadBearing.AUTHENTICATION);
    assertThat(
            found(
                KEYS,
                false,
                "(?s)( +- name: interlock.api-keys\n.*?ApiKeyAuth\n)(.*?)( +- name:"
                    + " interlock.failsafe-model\n)",
                "$2$1$3"))
        .contains(LoadBearing.AUTHENTICATION);
  }

  @Test
  void a_namespace_that_is_not_forwarded_is_found() {
    assertThat(found(KEYS, false, "- interlock.caller\n", "- another\n"))
        .containsExactly(LoadBearing.CALLER_METADATA);
  }

  @Test
  void a_way_around_is_found() {
    assertThat(
            found(
                TOKENS,
                false,
                "provider_name: issuer-0",
                "requires_any: {requirements: [{allow_missing: {}}]}"))
        .contains(LoadBearing.AUTHENTICATION);
    assertThat(
            found(
                KEYS,
                false,
                "(?m)^( +)typed_per_filter_config:\n",
                "$0$1  interlock.api-keys: {disabled: true}\n"))
        .contains(LoadBearing.AUTHENTICATION);
  }

  @Test
  void keys_of_an_issuer_that_anybody_could_serve_are_found() {
    assertThat(found(TOKENS, false, "match_typed_subject_alt_names:", "something_else:"))
        .contains(LoadBearing.SERVER_NAME);
  }

  private static List<LoadBearing> found(
      CallerSource source, boolean anonymous, String pattern, String replacement) {
    EnvoySettings settings =
        Example.SETTINGS.withCallers(Optional.of(new CallerSettings(source, anonymous, 0)));
    String good = EnvoyBootstrap.render(settings, Example.CATALOG) + EXISTING;
    return EnvoyCheck.check(good.replaceAll(pattern, replacement), settings, Example.CATALOG)
        .stream()
        .map(Finding::line)
        .toList();
  }
}
