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

  private static final CallerSource SAID =
      new CallerSource.Metadata(
          "gateway", new FactPaths(List.of("org", "id"), List.of(), List.of(), List.of()));

  /** The lines that the tests here damage. */
  static Set<LoadBearing> shown() {
    return Set.of(
        LoadBearing.AUTHENTICATION, LoadBearing.KNOWN_CALLER, LoadBearing.CALLER_METADATA);
  }

  @Test
  void what_is_rendered_lacks_nothing() {
    for (CallerSource source : List.of(KEYS, TOKENS, SAID)) {
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

  @Test
  void a_missing_demand_for_a_tenant_is_found() {
    String filter = "(?ms)^ +- name: interlock.known-caller$.*?(?=^ +- name: )";

    for (boolean anonymous : new boolean[] {true, false}) {
      assertThat(lines(TOKENS, anonymous, filter, ""))
          .singleElement()
          .asString()
          .contains("http_filters: something else")
          .contains("expected: envoy.filters.http.rbac as interlock.known-caller between jwt_authn")
          .contains("known-caller: while Interlock is down");
    }
    assertThat(lines(SAID, false, filter, ""))
        .singleElement()
        .asString()
        .contains("expected: envoy.filters.http.rbac as interlock.known-caller before ext_proc");
    assertThat(found(TOKENS, false, "rbac.v3.RBAC", "a.v3.Other"))
        .containsExactly(LoadBearing.KNOWN_CALLER);
  }

  @Test
  void a_demand_for_a_tenant_before_the_tokens_are_read_is_found() {
    assertThat(
            found(
                TOKENS,
                false,
                "(?ms)(^ +- name: interlock.jwt$.*?)(^ +- name: interlock.known-caller$.*?)"
                    + "(?=^ +- name: )",
                "$2$1"))
        .containsExactly(LoadBearing.KNOWN_CALLER);
  }

  @Test
  void a_filter_that_is_switched_off_is_found() {
    for (String name : List.of("jwt", "known-caller")) {
      assertThat(
              lines(TOKENS, true, "( +)- name: interlock." + name + "\n", "$0$1  disabled: true\n"))
          .singleElement()
          .asString()
          .contains(".disabled: true (expected: nothing)");
    }
    assertThat(found(KEYS, false, "( +)- name: interlock.api-keys\n", "$0$1  disabled: true\n"))
        .containsExactly(LoadBearing.AUTHENTICATION);
    assertThat(found(SAID, false, "( +)- name: interlock.known-caller\n", "$0$1  disabled: true\n"))
        .containsExactly(LoadBearing.KNOWN_CALLER);
  }

  @Test
  void a_route_that_overrides_the_demand_for_a_tenant_is_found() {
    String rbac = "'@type': type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBACPerRoute";
    String open = "{action: ALLOW, policies: {all: {principals: [{any: true}]}}}";
    String wrapper = "'@type': type.googleapis.com/envoy.config.route.v3.FilterConfig";
    for (String override :
        List.of(
            "{disabled: true}",
            "{" + wrapper + ", disabled: true}",
            "{" + rbac + "}",
            "{" + wrapper + ", config: {" + rbac + "}}",
            "{" + rbac + ", rbac: {rules: " + open + "}}")) {
      assertThat(
              found(
                  TOKENS,
                  false,
                  "(?m)^( +)typed_per_filter_config:\n",
                  "$0$1  interlock.known-caller: " + override + "\n"))
          .as(override)
          .isNotEmpty()
          .containsOnly(LoadBearing.KNOWN_CALLER);
    }
  }

  @Test
  void a_demand_for_a_tenant_that_demands_none_is_found() {
    assertThat(found(TOKENS, false, "action: ALLOW", "action: LOG"))
        .containsExactly(LoadBearing.KNOWN_CALLER);
    assertThat(found(TOKENS, false, "- key: tenant\n", "- key: sub\n"))
        .containsExactly(LoadBearing.KNOWN_CALLER);
    assertThat(found(TOKENS, false, "( +)(path:\n)", "$1invert: true\n$1$2"))
        .containsExactly(LoadBearing.KNOWN_CALLER);
    assertThat(found(SAID, false, "filter: gateway", "filter: another"))
        .containsExactly(LoadBearing.KNOWN_CALLER);
    assertThat(found(TOKENS, false, "( +)rules:\n +action: ALLOW\n", "$1shadow_rules:\n"))
        .containsExactly(LoadBearing.KNOWN_CALLER);
  }

  @Test
  void somebody_anonymous_who_shows_something_is_found() {
    for (String place : List.of("authorization", "x-api-key")) {
      String present = "name: " + place + "\n( +)present_match: true";
      assertThat(found(TOKENS, true, present, "name: other\n$1present_match: true"))
          .as(place)
          .containsExactly(LoadBearing.KNOWN_CALLER);
    }
    assertThat(found(TOKENS, true, "(value:\n +)present_match: true", "$1present_match: false"))
        .containsExactly(LoadBearing.KNOWN_CALLER);
  }

  @Test
  void a_filter_of_tokens_that_asks_for_none_is_found() {
    String rules =
        "(?s)( +)rules:\n +- match:\n +prefix: /\n +requires:\n +provider_name: issuer-0";
    assertThat(lines(TOKENS, false, rules, "$1rules: []"))
        .singleElement()
        .asString()
        .contains("typed_config.rules: something else (expected: a rule for the prefix /)");
    assertThat(found(TOKENS, false, rules, "")).containsExactly(LoadBearing.AUTHENTICATION);
    for (String requires :
        List.of(
            "",
            ", requires: {}",
            ", requires: {requires_any: {requirements: []}}",
            ", requires: {requires_any: {requirements: [{provider_name: issuer-0}, {}]}}",
            ", requires: {requires_all: {requirements: [{}]}}",
            ", requirement_name: absent")) {
      assertThat(lines(TOKENS, false, rules, "$1rules: [{match: {prefix: /}" + requires + "}]"))
          .as(requires)
          .singleElement()
          .asString()
          .contains("expected: the provider of a token");
    }
    assertThat(
            found(
                TOKENS,
                false,
                rules,
                "$1rules: [{match: {prefix: /}, requirementName: ours}]\n"
                    + "$1requirementMap: {ours: {requiresAll: {requirements: [{providerName:"
                    + " issuer-0}]}}}"))
        .isEmpty();
  }

  @Test
  void a_path_without_a_rule_for_tokens_is_found() {
    String match = "(requires:\n +provider_name: issuer-0)";
    assertThat(found(TOKENS, false, "prefix: /(\n +)" + match, "prefix: /v1/$1$2"))
        .containsExactly(LoadBearing.AUTHENTICATION);
    assertThat(
            found(
                TOKENS,
                false,
                "( +)prefix: /(\n +requires:\n +provider_name: issuer-0)",
                "$1prefix: /\n$1headers: [{name: a}]$2"))
        .containsExactly(LoadBearing.AUTHENTICATION);
  }

  @Test
  void a_token_that_nobody_verifies_is_found_for_anonymous_callers_too() {
    for (String way : List.of("allow_missing_or_failed", "extract_only_without_validation")) {
      assertThat(found(TOKENS, true, "allow_missing: \\{\\s*}", way + ": {}"))
          .as(way)
          .containsExactly(LoadBearing.AUTHENTICATION);
    }
  }

  private static List<LoadBearing> found(
      CallerSource source, boolean anonymous, String pattern, String replacement) {
    return lines(source, anonymous, pattern, replacement).stream().map(Finding::line).toList();
  }

  private static List<Finding> lines(
      CallerSource source, boolean anonymous, String pattern, String replacement) {
    EnvoySettings settings =
        Example.SETTINGS.withCallers(Optional.of(new CallerSettings(source, anonymous, 0)));
    String good = EnvoyBootstrap.render(settings, Example.CATALOG) + EXISTING;
    return EnvoyCheck.check(good.replaceAll(pattern, replacement), settings, Example.CATALOG);
  }
}
