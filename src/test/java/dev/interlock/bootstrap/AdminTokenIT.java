package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.interlock.browser.Chromium;
import dev.interlock.browser.Tab;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A browser before an admin interface that listens everywhere: nothing is shown without the token.
 */
class AdminTokenIT {
  private static final Path HOME = Path.of(System.getProperty("interlock.home"));
  private static final String TOKEN = "correct-horse-battery";

  @TempDir private Path folder;

  @Test
  void the_page_asks_until_it_is_told_the_token() throws Exception {
    Optional<Path> installed = Chromium.installed();
    assumeThat(installed).as("no chromium on the PATH (scripts/browser installs it)").isPresent();
    ConfigurationSource source = source();

    try (Sidecar sidecar = Sidecar.start(source, (Loaded.Valid) source.load(1), HOME);
        Chromium browser = Chromium.start(installed.get())) {
      Tab tab = browser.tab();
      tab.go(URI.create("http://127.0.0.1:" + sidecar.admin().getPort() + "/"));
      tab.until("document.getElementById('login').open");
      assertThat(tab.text("#generation")).isEqualTo("…");

      say(tab, "a guess");
      tab.until("!document.getElementById('login').open");
      tab.until("document.getElementById('login').open");
      assertThat(tab.text("#generation")).isEqualTo("…");

      say(tab, TOKEN);
      tab.until("document.getElementById('connection-text').textContent === 'live'");
      tab.until("document.getElementById('generation').textContent.startsWith('1-')");
    }
  }

  private static void say(Tab tab, String token) {
    tab.value("document.getElementById('token').focus()");
    tab.type(token);
    tab.value("document.querySelector('#login button').click()");
  }

  private ConfigurationSource source() throws IOException {
    Path file = folder.resolve("interlock.yaml");
    Files.writeString(
        file,
        Files.readString(
                Path.of(System.getProperty("interlock.basedir", ""), "examples/minimal.yaml"))
            + """

            listen: unix:%s/interlock.sock
            health: {listen: "127.0.0.1:0"}
            admin: {listen: "0.0.0.0:0", token: "${ADMIN_TOKEN}"}
            encoder: {forward: off}
            """
                .formatted(folder));
    return new ConfigurationSource(
        new ConfigurationLoader(
            Map.of("ADMIN_TOKEN", TOKEN)::get, () -> LocalDate.EPOCH, SignalFamilies.specs()),
        file);
  }
}
