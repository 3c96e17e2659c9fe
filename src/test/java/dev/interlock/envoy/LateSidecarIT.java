package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.envoy.EnvoySettings.Sensitive;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A sidecar that says nothing to a request's headers, where only a share is enforced. */
@ParameterizedClass
@MethodSource("matrix")
class LateSidecarIT {
  private static final String CHAT = "/v1/chat/completions";

  private final EnvoyBinary binary;
  private final RecordingUpstream small = RecordingUpstream.start("small");
  private final RecordingUpstream large = RecordingUpstream.start("large");

  LateSidecarIT(EnvoyBinary binary) {
    this.binary = binary;
  }

  static List<EnvoyBinary> matrix() {
    return EnvoyFixture.matrix();
  }

  @AfterEach
  void stop() {
    small.close();
    large.close();
  }

  /** As `docs/guides/rollout.md` says: what nobody has claimed is what it is without Interlock. */
  @Test
  void what_is_not_claimed_in_time_goes_to_the_model_it_names() throws Exception {
    String named = "{\"model\":\"real-large\"}";
    var sensitive = new Sensitive("x-data-class", List.of("restricted"));
    var fixture =
        EnvoyFixture.of(small.model(), large.model())
            .failsafe(new Failsafe("small", false, Optional.of(sensitive)))
            .steering(Steering.SHARE)
            .deadline(Duration.ofMillis(50));
    try (var envoy = fixture.start(binary);
        var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(envoy.socket()));

      assertThat(envoy.post(CHAT, named, "x-data-class", "restricted").statusCode()).isEqualTo(200);
      assertThat(large.onlyRequest().text()).isEqualTo(named);
      assertThat(envoy.stat("http.llm.ext_proc.decision.message_timeouts")).isEqualTo(1);

      String nobody = "{\"model\":\"auto\"}";
      assertThat(envoy.post(CHAT, nobody, "x-data-class", "restricted").statusCode())
          .isEqualTo(503);
      assertThat(envoy.post(CHAT, nobody).statusCode()).isEqualTo(200);
      assertThat(small.onlyRequest().text()).isEqualTo("{\"model\":\"real-small\"}");
    }
  }
}
