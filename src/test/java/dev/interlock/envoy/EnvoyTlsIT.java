package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Upstream;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.inference.Api;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Models behind TLS: only the right host's certificate, from the right authority, will do. */
@ParameterizedClass
@MethodSource("matrix")
class EnvoyTlsIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String AUTO = "{\"model\":\"auto\"}";
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path directory = Path.of("");

  private final EnvoyBinary binary;

  EnvoyTlsIT(EnvoyBinary binary) {
    this.binary = binary;
  }

  static List<EnvoyBinary> matrix() {
    return EnvoyFixture.matrix();
  }

  /** Self-signed: each certificate is its own authority. */
  @BeforeAll
  static void issueCertificates() throws Exception {
    issue("right", "localhost");
    issue("other", "other.example");
    issue("stranger", "localhost");
  }

  @Test
  void the_named_host_with_a_trusted_certificate_is_served() throws Exception {
    try (var server = server("right");
        var envoy = serving(server, "right")) {
      assertThat(envoy.post(CHAT, AUTO).statusCode()).isEqualTo(200);
      assertThat(server.onlyRequest().header("host")).isEqualTo("localhost:" + server.port());
    }
  }

  @Test
  void another_hosts_certificate_is_refused() throws Exception {
    try (var server = server("other");
        var envoy = serving(server, "other")) {
      assertThat(envoy.post(CHAT, AUTO).statusCode()).isEqualTo(503);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void an_unknown_authority_is_refused() throws Exception {
    try (var server = server("right");
        var envoy = serving(server, "stranger")) {
      assertThat(envoy.post(CHAT, AUTO).statusCode()).isEqualTo(503);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void the_next_model_of_a_plan_is_reached_as_its_own_address_wants_it() throws Exception {
    try (var plain = RecordingUpstream.start("plain");
        var secure = server("right")) {
      plain.answering(exchange -> RecordingUpstream.reply(exchange, 500, "application/json", "{}"));
      Model first = plain.model(Api.CHAT);
      Model second =
          secure.model(
              new Upstream(true, "localhost", secure.port(), "", Optional.empty()), Api.CHAT);
      var models = List.of(first, second);
      var catalog =
          new ModelCatalog(
              models, List.of(new VirtualModel("auto", models, first, Consequence.UNDECLARED)));
      try (var envoy =
              EnvoyFixture.of(catalog, first.id())
                  .caFile(directory.resolve("right.pem"))
                  .start(binary);
          var _ =
              ScriptedSidecar.deciding(envoy.socket(), first.cluster() + "+" + second.cluster())) {
        assertThat(envoy.post(CHAT, AUTO).statusCode()).isEqualTo(200);
        assertThat(plain.requests()).hasSize(1);
        assertThat(secure.onlyRequest().header("host")).isEqualTo("localhost:" + secure.port());
      }
    }
  }

  private EnvoyFixture serving(RecordingUpstream server, String authority) {
    var upstream = new Upstream(true, "localhost", server.port(), "", Optional.empty());
    return EnvoyFixture.of(server.model(upstream, Api.CHAT))
        .caFile(directory.resolve(authority + ".pem"))
        .start(binary);
  }

  private static RecordingUpstream server(String name) throws Exception {
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(directory.resolve(name + ".p12"))) {
      keys.load(file, PASSWORD);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    var server = HttpsServer.create();
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return RecordingUpstream.start(name, server);
  }

  private static void issue(String name, String host) throws Exception {
    String subject = "CN=" + name;
    keytool(name, "-genkeypair", "-keyalg", "EC", "-dname", subject, "-ext", "san=dns:" + host);
    keytool(name, "-exportcert", "-rfc", "-file", directory.resolve(name + ".pem").toString());
  }

  private static void keytool(String name, String... arguments) throws Exception {
    Path home = Path.of(System.getProperty("java.home"));
    var command = new ArrayList<>(List.of(home.resolve("bin/keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "key", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", directory.resolve(name + ".p12").toString()));
    command.addAll(List.of("-storepass", new String(PASSWORD)));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }
}
