package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallerSource;
import dev.interlock.caller.FactPaths;
import dev.interlock.caller.JwtIssuer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JwtFilterTest {
  @Test
  void servers_of_keys_that_differ_in_scheme_host_or_port_have_clusters_of_their_own() {
    assertThat(
            clusters(
                "https://localhost/keys",
                "http://localhost/keys",
                "https://localhost:8443/keys",
                "https://id.example/keys",
                "https://id-example/keys",
                "http://[::1]/keys",
                "http://127.0.0.1:8080/keys"))
        .containsExactly(
            "interlock-jwks-https-localhost-443",
            "interlock-jwks-http-localhost-80",
            "interlock-jwks-https-localhost-8443",
            "interlock-jwks-https-id_example-443",
            "interlock-jwks-https-id-example-443",
            "interlock-jwks-http-____1-80",
            "interlock-jwks-http-127_0_0_1-8080");
  }

  @Test
  void one_server_has_one_cluster_however_it_is_written() {
    assertThat(clusters("https://id.example/a", "https://id.example:443/b", "https://ID.example/c"))
        .containsExactly("interlock-jwks-https-id_example-443");
  }

  @Test
  void each_issuer_asks_the_cluster_of_its_own_keys() {
    String rendered =
        EnvoyBootstrap.render(
            settings("https://localhost/a", "http://localhost/b"), Example.CATALOG);

    assertThat(rendered)
        .containsPattern(
            "uri: https://localhost/a\\s+cluster: interlock-jwks-https-localhost-443\\s")
        .containsPattern("uri: http://localhost/b\\s+cluster: interlock-jwks-http-localhost-80\\s");
  }

  private static List<Object> clusters(String... keys) {
    return JwtFilter.clusters(settings(keys)).stream().map(each -> each.get("name")).toList();
  }

  private static EnvoySettings settings(String... keys) {
    List<JwtIssuer> issuers =
        Stream.of(keys)
            .map(
                each ->
                    new JwtIssuer(
                        each,
                        List.of("interlock"),
                        new JwtIssuer.PublicKeys.Fetched(URI.create(each))))
            .toList();
    var tenant = new FactPaths(List.of("tenant"), List.of(), List.of(), List.of());
    return Example.SETTINGS.withCallers(
        Optional.of(new CallerSettings(new CallerSource.Jwt(issuers, tenant), false, 0)));
  }
}
