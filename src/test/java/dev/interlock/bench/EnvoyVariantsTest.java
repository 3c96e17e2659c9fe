package dev.interlock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Price;
import dev.interlock.catalog.Upstream;
import dev.interlock.envoy.EnvoyBootstrap;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.inference.Api;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvoyVariantsTest {
  private static final String BOOTSTRAP =
      EnvoyBootstrap.render(
          EnvoySettings.of(Path.of("bench.sock"), EnvoySettings.Failsafe.to("small")),
          new ModelCatalog(List.of(small()), List.of()));

  @Test
  void the_whole_keeps_every_filter_and_takes_free_ports() {
    String whole = EnvoyVariants.whole(BOOTSTRAP);

    assertThat(whole).contains("ExternalProcessor", "TransformConfig", "typed_per_filter_config");
    assertThat(BOOTSTRAP).contains("10000", "9901");
    assertThat(whole).doesNotContain("port_value: 10000", "port_value: 9901").contains("9101");
  }

  @Test
  void the_no_op_asks_but_rewrites_nothing() {
    assertThat(EnvoyVariants.noop(BOOTSTRAP))
        .contains("ExternalProcessor")
        .doesNotContain("TransformConfig");
  }

  @Test
  void alone_has_neither_and_keeps_the_rest() {
    assertThat(EnvoyVariants.alone(BOOTSTRAP))
        .doesNotContain("ExternalProcessor", "TransformConfig")
        .contains("v3.Buffer", "v3.Router", "access_log");
  }

  private static Model small() {
    return new Model(
        "small",
        "small",
        Optional.of(new Upstream(false, "127.0.0.1", 9101, "", Optional.empty())),
        "bench-small",
        Set.of(Api.CHAT),
        0.6,
        new Price(0, 0, Optional.empty()),
        8192,
        Set.of(),
        Set.of(),
        "",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }
}
