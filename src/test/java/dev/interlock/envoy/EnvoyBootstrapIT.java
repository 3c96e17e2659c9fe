package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The rendered bootstrap on every Envoy of the matrix. */
@ParameterizedClass
@MethodSource("matrix")
class EnvoyBootstrapIT {
  private final EnvoyBinary binary;

  EnvoyBootstrapIT(EnvoyBinary binary) {
    this.binary = binary;
  }

  static List<EnvoyBinary> matrix() {
    return EnvoyFixture.matrix();
  }

  @Test
  void validates() throws Exception {
    try (var small = RecordingUpstream.start("small")) {
      assertThat(EnvoyProcess.validate(binary, EnvoyFixture.of(small.model()).launch())).isEmpty();
    }
  }

  @Test
  void answers_from_the_failsafe_model_without_a_sidecar() {
    try (var small = RecordingUpstream.start("small");
        var envoy = EnvoyFixture.of(small.model()).start(binary)) {
      var response = envoy.post("/v1/chat/completions", "{\"model\":\"auto\"}");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(small.onlyRequest().text()).isEqualTo("{\"model\":\"real-small\"}");
      assertThat(envoy.accessLog(1).getFirst().get("route").asString()).isEqualTo("failsafe");
    }
  }
}
