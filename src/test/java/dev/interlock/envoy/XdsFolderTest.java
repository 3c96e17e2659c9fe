package dev.interlock.envoy;

import static dev.interlock.config.Types.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Credential;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Upstream;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.config.Address;
import dev.interlock.config.ConfigText;
import dev.interlock.inference.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Envoy that is only its admin interface takes, misses or refuses what lies in the folder. */
class XdsFolderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Map<String, String> STATISTICS =
      Map.of(
          "cds.yaml", "cluster_manager.cds",
          "rds.yaml", "http.llm.rds.llm",
          "lds.yaml", "listener_manager.lds");

  @TempDir private Path folder;
  private final Map<String, Integer> offers = new ConcurrentHashMap<>();
  private final Map<String, Object> seen = new HashMap<>();

  /** At which offer of a file it is taken; the first, if nothing is said. */
  private final Map<String, Integer> takenAt = new ConcurrentHashMap<>();

  /** Files of which each offer but the one that is taken cannot be read. */
  private final Map<String, String> unread = new ConcurrentHashMap<>();

  private int warming;
  private HttpServer admin;

  @BeforeEach
  void start() throws IOException {
    admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    admin.createContext(
        "/stats",
        exchange -> {
          byte[] body = statistics().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    admin.start();
  }

  @AfterEach
  void stop() {
    admin.stop(0);
  }

  @Test
  void no_version_can_be_taken_for_a_number() throws Exception {
    for (int port = 1; port < 200; port++) {
      assertThat(new XdsFiles(List.of(part(port))).routes().version()).matches("v[0-9a-f]{12}");
    }
    assertThat(grow()).isEmpty();
    assertThat(XdsFiles.version(folder.resolve("rds.yaml"))).matches("v[0-9a-f]{12}");
  }

  @Test
  void what_envoy_takes_is_offered_once() throws Exception {
    assertThat(grow()).isEmpty();
    assertThat(offers).isEqualTo(Map.of("cds.yaml", 1, "rds.yaml", 1, "lds.yaml", 1));
  }

  @Test
  void what_envoy_missed_is_offered_again() throws Exception {
    takenAt.put("rds.yaml", 2);
    assertThat(grow()).isEmpty();
    assertThat(offers).containsEntry("rds.yaml", 2).containsEntry("lds.yaml", 1);
  }

  @Test
  void what_envoy_could_not_read_is_offered_again_at_once() throws Exception {
    takenAt.put("rds.yaml", 2);
    unread.put("rds.yaml", "");
    long began = System.nanoTime();
    assertThat(new XdsFolder(part(9001).settings(), Duration.ofSeconds(50)).grow(parts()))
        .isEmpty();
    assertThat(offers).containsEntry("rds.yaml", 2);
    assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(9).toNanos());
  }

  @Test
  void what_envoy_never_takes_says_what_is_known() throws Exception {
    takenAt.put("rds.yaml", Integer.MAX_VALUE);
    unread.put("rds.yaml", "");
    Optional<String> why = grow();
    assertThat(offers).containsEntry("rds.yaml", 2).doesNotContainKey("lds.yaml");
    assertThat(why)
        .contains(
            "Envoy did not take %s within 2 s, version %s: it reports version none;"
                    .formatted(
                        folder.resolve("rds.yaml"), XdsFiles.version(folder.resolve("rds.yaml")))
                + " update_attempt +2, update_failure +2; clusters warming: 0");
  }

  @Test
  void clusters_that_stay_warming_are_no_reason_to_offer_them_again() throws Exception {
    warming = 3;
    Optional<String> why = grow();
    assertThat(offers).isEqualTo(Map.of("cds.yaml", 1));
    assertThat(why.orElseThrow())
        .contains("cds.yaml within 2 s", "update_attempt +1, update_success +1")
        .endsWith("clusters warming: 3");
  }

  private Optional<String> grow() throws IOException, InterruptedException {
    return new XdsFolder(part(9001).settings(), PATIENCE).grow(parts());
  }

  private List<EnvoyPart> parts() {
    return List.of(part(9001));
  }

  private EnvoyPart part(int port) {
    Model small =
        RecordingUpstream.model(
            "small",
            Optional.of(new Upstream(false, "127.0.0.1", port, "", Optional.<Credential>empty())),
            Api.CHAT);
    var catalog =
        new ModelCatalog(
            List.of(small),
            List.of(new VirtualModel("auto", List.of(small), small, Consequence.UNDECLARED)));
    EnvoySettings settings =
        ConfigText.read(
                object(
                    in ->
                        EnvoySection.read(
                            in,
                            new Address.Unix("/run/interlock.sock"),
                            Duration.ofMillis(250),
                            Steering.ALL,
                            catalog,
                            Optional.empty())),
                "envoy: {xds: %s, admin: 127.0.0.1:%d}"
                    .formatted(folder, admin.getAddress().getPort()))
            .get();
    return new EnvoyPart(settings, catalog);
  }

  /** Looks into the folder as Envoy would; a file that was replaced is another file. */
  private synchronized String statistics() throws IOException {
    var text = new StringBuilder("cluster_manager.warming_clusters: " + warming + "\n");
    for (String file : STATISTICS.keySet()) {
      Path path = folder.resolve(file);
      if (Files.exists(path)) {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).lastModifiedTime();
        if (!key.equals(seen.put(file, key))) {
          offers.merge(file, 1, Integer::sum);
        }
      }
      text.append(statistics(file, path));
    }
    return text.toString();
  }

  private String statistics(String file, Path path) throws IOException {
    int offered = offers.getOrDefault(file, 0);
    boolean taken = offered > 0 && offered >= takenAt.getOrDefault(file, 1);
    String name = STATISTICS.get(file);
    String counters =
        "%1$s.update_attempt: %2$d\n%1$s.update_success: %3$d\n%1$s.update_failure: %4$d\n"
            .formatted(
                name,
                offered,
                taken ? 1 : 0,
                unread.containsKey(file) ? offered - (taken ? 1 : 0) : 0);
    return taken
        ? counters + "%s.version_text: \"%s\"\n".formatted(name, XdsFiles.version(path))
        : counters;
  }
}
