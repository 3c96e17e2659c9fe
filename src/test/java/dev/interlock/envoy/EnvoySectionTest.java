package dev.interlock.envoy;

import static dev.interlock.config.Types.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.config.Address;
import dev.interlock.config.ConfigText;
import dev.interlock.config.Type;
import dev.interlock.envoy.EnvoySettings.AccessLog;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.envoy.EnvoySettings.Limits;
import dev.interlock.envoy.EnvoySettings.Sensitive;
import dev.interlock.envoy.EnvoySettings.Timeouts;
import dev.interlock.envoy.EnvoySettings.UnlistedPaths;
import dev.interlock.failover.FailoverSettings;
import dev.interlock.inference.Api;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EnvoySectionTest {
  private static final Model SMALL = RecordingUpstream.model("small", Optional.empty(), Api.CHAT);
  private static final Model LARGE = RecordingUpstream.model("large", Optional.empty(), Api.CHAT);
  private static final ModelCatalog CATALOG =
      new ModelCatalog(
          List.of(SMALL, LARGE),
          List.of(new VirtualModel("auto", List.of(SMALL, LARGE), LARGE, Consequence.UNDECLARED)));
  private static final Address SOCKET = new Address.Unix("/run/interlock.sock");
  private static final Type<EnvoySettings> TYPE =
      object(
          in ->
              EnvoySection.read(
                  in, SOCKET, Duration.ofMillis(250), Steering.ALL, CATALOG, Optional.empty()));

  @Test
  void everything_has_a_default() {
    assertThat(ConfigText.read(TYPE, "{}").get())
        .isEqualTo(EnvoySettings.of(Path.of("/run/interlock.sock"), Failsafe.to("large")));
  }

  @Test
  void everything_can_be_said() {
    var settings =
        ConfigText.read(
                TYPE,
                """
                failsafe:
                  model: small
                  open: true
                  sensitive: {header: X-Data-Class, values: [restricted, secret], then: refuse}
                limits: {request_bytes: 16MiB, connections: 7}
                unlisted_paths: not-found
                envoy:
                  listen: 0.0.0.0:8080
                  admin: "[::1]:9000"
                  sidecar: interlock.ai.svc:9000
                  timeouts: {request: 5m, idle: 2m, connect: 500ms}
                  access_log: /var/log/envoy.json
                  ca_file: /ca.pem
                  concurrency: 3
                  xds: /run/interlock/xds
                """)
            .get();

    assertThat(settings)
        .isEqualTo(
            new EnvoySettings(
                new Address.Tcp("0.0.0.0", 8080),
                new Address.Tcp("::1", 9000),
                new Address.Tcp("interlock.ai.svc", 9000),
                Duration.ofMillis(250),
                new Failsafe(
                    "small",
                    true,
                    Optional.of(new Sensitive("x-data-class", List.of("restricted", "secret")))),
                new Limits(16 << 20, 7),
                UnlistedPaths.NOT_FOUND,
                new Timeouts(Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMillis(500)),
                new AccessLog.File("/var/log/envoy.json"),
                "/ca.pem",
                OptionalInt.of(3),
                FailoverSettings.DEFAULT,
                EnvoyVersion.OLDEST,
                Steering.ALL,
                Optional.of(Path.of("/run/interlock/xds")),
                Optional.empty()));
    assertThat(settings.messageTimeout())
        .isEqualTo(Duration.ofMillis(250).plus(EnvoySettings.MARGIN));
  }

  @Test
  void what_cannot_be_is_refused_together() {
    String problems =
        ConfigText.problems(
            TYPE,
            """
            failsafe: {model: smal, sensitive: {header: "a b", values: []}}
            limits: {request_bytes: 1GiB}
            unlisted_paths: nowhere
            envoy: {access_log: relative.log}
            """);

    assertThat(problems)
        .contains("failsafe.model: unknown model `smal`", "did you mean `small`?")
        .contains("failsafe.sensitive.header", "failsafe.sensitive.values")
        .contains("limits.request_bytes", "1B..256MiB")
        .contains("unlisted_paths: \"nowhere\"", "one of failsafe, not-found")
        .contains("envoy.access_log");
  }
}
