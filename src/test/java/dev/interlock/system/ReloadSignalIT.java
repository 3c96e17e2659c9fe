package dev.interlock.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bootstrap.SidecarProcess;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.Waiting;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code kill -HUP}, as operators and older habits have it. */
class ReloadSignalIT {
  @Test
  void sighup_reads_the_file_again() throws Exception {
    try (SystemFixture system =
            SystemFixture.example().asProcess().startWithoutSidecar(EnvoyFixture.newest());
        SidecarProcess sidecar = system.startProcess()) {
      system.edit(ReloadIT::everythingToFrontier);
      Waiting.until("the changed file", () -> generation(system).startsWith("2-"));
      assertThat(system.adminPost("/api/rollback", "{\"generation\": 1}").statusCode())
          .isEqualTo(200);

      // The file has not changed since: only the signal is a reason to read it.
      hangUp(sidecar);

      Waiting.until("the file again", () -> generation(system).startsWith("4-"));
      JsonNode latest = system.adminGet("/api/generations").at("/generations/0");
      assertThat(latest.get("trigger").asString()).isEqualTo("signal");
      assertThat(system.metric("interlock_config_last_reload_successful")).isEqualTo(1);
    }
  }

  private static void hangUp(SidecarProcess sidecar) throws Exception {
    Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(sidecar.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static String generation(SystemFixture system) {
    return system.adminGet("/api/generations").get("generation").asString();
  }
}
