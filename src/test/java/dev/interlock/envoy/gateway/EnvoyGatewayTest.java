package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.RecordingUpstream.model;
import static dev.interlock.envoy.gateway.GatewayExample.CATALOG;
import static dev.interlock.envoy.gateway.GatewayExample.OPTIONS;
import static dev.interlock.envoy.gateway.GatewayExample.SETTINGS;
import static dev.interlock.envoy.gateway.GatewayExample.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallerSource;
import dev.interlock.caller.FactPaths;
import dev.interlock.catalog.Credential;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.envoy.gateway.EnvoyGateway.Rendering;
import dev.interlock.inference.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The resources of an example, as committed: a change of them is a diff somebody reads ({@code
 * -Dinterlock.golden=write} writes them anew); and what is refused.
 */
class EnvoyGatewayTest {
  private static final Path GOLDEN = Path.of("envoy/gateway.yaml");

  @Test
  void the_example_renders_as_committed() throws IOException {
    String rendered = rendered(OPTIONS, SETTINGS, CATALOG);
    if (System.getProperty("interlock.golden", "").equals("write")) {
      Files.writeString(GOLDEN, rendered);
    }

    assertThat(rendered).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void no_secret_but_only_its_name_is_rendered() {
    assertThat(rendered(OPTIONS, SETTINGS, CATALOG))
        .contains(
            "value: Bearer %ENVIRONMENT(PROVIDER_KEY)%", "value: '%ENVIRONMENT(CLAUDE_KEY)%'");
  }

  @Test
  void without_the_patch_policy_a_fail_safe_under_a_name_of_its_own_is_refused() {
    assertThat(refused(GatewayExample.options(false, false), SETTINGS, List.of(SMALL)))
        .singleElement()
        .asString()
        .startsWith("failsafe.model: small (expected: --patch-policy")
        .contains("`real-small`", "--failsafe-as-asked", "`then: refuse`");
    assertThat(rendered(GatewayExample.options(false, true), SETTINGS, CATALOG))
        .doesNotContain("EnvoyPatchPolicy");
  }

  @Test
  void a_fail_safe_that_refuses_needs_no_patch() {
    var refusing =
        EnvoySettings.of(Path.of("/s"), new Failsafe("small", false, Optional.empty(), true));

    assertThat(rendered(GatewayExample.options(false, false), refusing, CATALOG))
        .doesNotContain("EnvoyPatchPolicy", "value: failsafe");
  }

  @Test
  void what_cannot_be_expressed_is_refused_line_by_line() {
    var file = new Credential("authorization", "Bearer ", new Credential.Source.File("/key"));
    assertThat(
            refused(
                new GatewayOptions(
                    "interlock",
                    "ai",
                    "llm",
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    "keys",
                    Optional.empty(),
                    true,
                    false),
                SETTINGS,
                List.of(
                    SMALL,
                    model("existing", Optional.empty(), Api.CHAT),
                    at("laptop", false, "127.0.0.1"),
                    at("numbered", true, "10.1.1.1"),
                    model(
                        "keyed",
                        GatewayExample.at(true, "p.example", 443, Optional.of(file)),
                        Api.CHAT))))
        .containsExactly(
            "models.existing.cluster: existing (expected: an address, as Envoy Gateway names the"
                + " clusters itself)",
            "models.laptop.address: 127.0.0.1 (expected: a name or address that Envoy's pods"
                + " reach, such as a Service's)",
            "models.numbered.address: 10.1.1.1 (expected: a name, as a BackendTLSPolicy checks"
                + " certificates by name)",
            "models.keyed.credential.file: /key (expected: `env`, which Envoy's pods get from a"
                + " Secret)");
  }

  @Test
  void what_a_security_policy_found_out_about_callers_is_handed_on() {
    var tenant = new FactPaths(List.of("idp", "tenant"), List.of(), List.of(), List.of());
    var metadata = new CallerSource.Metadata("envoy.filters.http.jwt_authn", tenant);

    assertThat(rendered(OPTIONS, calledBy(metadata), CATALOG))
        .containsPattern("accessibleNamespaces:\\s+- envoy.filters.http.jwt_authn");
    assertThat(
            refused(
                OPTIONS,
                calledBy(new CallerSource.ApiKeys(List.of(), Optional.empty())),
                List.of(SMALL)))
        .containsExactly(
            "callers: api_keys (expected: metadata, set by a SecurityPolicy, which authenticates"
                + " here)");
  }

  private static EnvoySettings calledBy(CallerSource source) {
    return SETTINGS.withCallers(Optional.of(new CallerSettings(source, false, 0)));
  }

  private static Model at(String id, boolean tls, String host) {
    return model(id, GatewayExample.at(tls, host, 8000, Optional.empty()), Api.CHAT);
  }

  private static String rendered(
      GatewayOptions options, EnvoySettings settings, ModelCatalog catalog) {
    return switch (EnvoyGateway.render(options, settings, catalog)) {
      case Rendering.Resources(String yaml) -> yaml;
      case Rendering.Refused(List<String> problems) -> throw new AssertionError(problems);
    };
  }

  private static List<String> refused(
      GatewayOptions options, EnvoySettings settings, List<Model> models) {
    return switch (EnvoyGateway.render(options, settings, GatewayExample.catalog(models))) {
      case Rendering.Resources(String yaml) -> throw new AssertionError(yaml);
      case Rendering.Refused(List<String> problems) -> problems;
    };
  }
}
