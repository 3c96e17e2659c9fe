package dev.interlock.envoy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.envoy.gateway.EnvoyGateway.Rendering;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every resource, held against the CRDs of Envoy Gateway and Gateway API. */
class GatewaySchemaTest {
  private final Crds crds;

  GatewaySchemaTest() throws IOException {
    crds = Crds.find();
  }

  @Test
  void the_example_is_what_the_crds_know() {
    check(GatewayExample.OPTIONS, GatewayExample.SETTINGS, GatewayExample.CATALOG);
  }

  @Test
  void so_is_a_large_fleet_at_a_socket_without_a_fail_safe() {
    var options =
        new GatewayOptions(
            "interlock",
            "ai",
            "llm",
            Optional.of("https"),
            List.of(),
            Optional.empty(),
            "keys",
            Optional.of("authorities"),
            false,
            false);
    var settings =
        EnvoySettings.of(
            Path.of("/run/interlock/interlock.sock"),
            new Failsafe("small", false, Optional.empty(), true));

    check(options, settings, GatewayExample.large());
  }

  @Test
  void a_field_that_does_not_exist_is_an_error() {
    String yaml =
        """
        apiVersion: gateway.envoyproxy.io/v1alpha1
        kind: ClientTrafficPolicy
        metadata: {name: x}
        spec: {connection: {bufferLimits: 1Gi}}
        """;

    assertThat(crds.faults(Crds.documents(yaml).getFirst()))
        .anySatisfy(fault -> assertThat(fault.toString()).contains("bufferLimits"));
  }

  private void check(GatewayOptions options, EnvoySettings settings, ModelCatalog catalog) {
    List<Map<?, ?>> resources =
        switch (EnvoyGateway.render(options, settings, catalog)) {
          case Rendering.Resources(String yaml) -> Crds.documents(yaml);
          case Rendering.Refused(List<String> problems) -> throw new AssertionError(problems);
        };
    assertThat(resources).hasSizeGreaterThan(10);
    for (Map<?, ?> resource : resources) {
      assertThat(crds.faults(resource)).as("%s", resource.get("metadata")).isEmpty();
    }
  }
}
