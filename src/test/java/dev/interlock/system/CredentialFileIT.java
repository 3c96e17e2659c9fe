package dev.interlock.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.envoy.RecordingUpstream;
import dev.interlock.envoy.Waiting;
import dev.interlock.inference.Api;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A credential in a file is renewed as Kubernetes renews mounted Secrets. Envoy reads it, not the
 * sidecar: no reload is needed, and none happens.
 */
@ParameterizedClass
@MethodSource("matrix")
class CredentialFileIT {
  @TempDir Path folder;

  private final RecordingUpstream upstream = RecordingUpstream.start("one");
  private final SystemFixture system;

  CredentialFileIT(EnvoyBinary binary) {
    system = SystemFixture.example().following().start(binary);
  }

  static List<EnvoyBinary> matrix() {
    return EnvoyFixture.matrix();
  }

  @AfterEach
  void stop() {
    system.close();
    upstream.close();
  }

  @Test
  void a_secret_that_is_swapped_reaches_the_model() throws IOException {
    version("..1", "first");
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
    Path key = Files.createSymbolicLink(folder.resolve("key"), Path.of("..data", "key"));
    system.edit(text -> text.replace("\nmodels:\n", "\nmodels:\n" + entry(key)));
    HttpResponse<String> reloaded = system.adminPost("/api/reload", "");
    assertThat(reloaded.statusCode()).as(reloaded.body()).isEqualTo(200);
    assertThat(credential()).isEqualTo("Bearer first");

    version("..2", "second");
    Path swap = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
    Files.move(swap, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

    Waiting.until("the new key", () -> credential().equals("Bearer second"));
    assertThat(system.metric("interlock_config_generation")).isEqualTo(2);
  }

  private String credential() {
    upstream.forget();
    HttpResponse<String> response =
        system.envoy().post(Api.CHAT.path(), Bodies.of(Api.CHAT, "extra", "Hi there!"));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return upstream.onlyRequest().header("authorization");
  }

  private void version(String name, String text) throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("key"), text);
  }

  private String entry(Path key) {
    return """
          - id: extra
            address: http://127.0.0.1:%d
            credential: {file: %s}
            quality: 0.1
            price: {input: 1, output: 1}
            context_window: 9000
        """
        .formatted(upstream.port(), key);
  }
}
