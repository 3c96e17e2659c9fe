package dev.interlock.envoy;

import static dev.interlock.config.Types.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.interlock.caller.ApiKey;
import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallerSource;
import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Credential;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Upstream;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.config.Address;
import dev.interlock.config.ConfigText;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
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

  /** Envoy takes no content that holds it, once it is said. */
  private volatile String refused = "nothing that any file says";

  private final Map<String, Integer> rejections = new ConcurrentHashMap<>();
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

  @Test
  void refused_routes_leave_the_clients_their_keys() throws Exception {
    EnvoyPart was = keyed("acme", part(9001));
    assertThat(folder().grow(List.of(was))).isEmpty();
    refused = "9002";

    assertThat(folder().grow(List.of(keyed("globex", part(9002)), was))).isPresent();

    assertThat(folder.resolve("ecds-api-keys.yaml")).content().contains("key-of-acme");
  }

  @Test
  void a_refused_listener_gives_the_clients_their_keys_back() throws Exception {
    EnvoyPart was = keyed("acme", part(9001));
    EnvoyPart next = keyed("globex", part(9001, "access_log: /nonexistent/log", Optional.empty()));
    assertThat(folder().grow(List.of(was))).isEmpty();
    refused = "/nonexistent/log";

    assertThat(folder().grow(List.of(next, was)).orElseThrow()).contains("refused", "lds.yaml");
    assertThat(folder().shrink(List.of(was))).isEmpty();

    assertThat(folder.resolve("ecds-api-keys.yaml"))
        .content()
        .contains("key-of-acme")
        .doesNotContain("globex");
  }

  /** What is gone is gone, but nothing else is held up by it. */
  @Test
  void keys_that_are_gone_keep_nothing_else_from_going_back() throws Exception {
    EnvoyPart was = keyed("acme", part(9001));
    assertThat(folder().grow(List.of(keyed("globex", part(9002)), was))).isEmpty();
    Files.delete(folder.resolve("acme.key"));

    assertThat(folder().shrink(List.of(was)).orElseThrow()).contains("callers.api_keys: acme: no");

    assertThat(folder.resolve("cds.yaml")).content().contains("9001").doesNotContain("9002");
  }

  /** Nobody took it away: the try before did not get that far. */
  @Test
  void a_credential_without_a_value_fails_the_second_try_too() throws Exception {
    EnvoyPart was = part(9001);
    assertThat(folder().grow(List.of(was))).isEmpty();
    EnvoyPart next = part(9002, "", Optional.of("SET_NOWHERE"));
    refused = "SET_NOWHERE";
    assertThat(folder().grow(List.of(next, was)).orElseThrow()).contains("no value");
    refused = "nothing: Envoy says that it took what it did not look at again";

    assertThat(folder().grow(List.of(next, was)).orElseThrow()).contains("no value");
  }

  /** Or no policy could be reloaded while a model's key is missing. */
  @Test
  void what_is_in_force_without_a_value_keeps_no_other_change_away() throws Exception {
    EnvoyPart was = part(9001, "", Optional.of("SET_NOWHERE"));
    assertThat(folder().grow(List.of(was))).isEmpty();
    refused = "SET_NOWHERE";
    Files.setLastModifiedTime(
        folder.resolve(new XdsFiles(List.of(was)).secrets().getFirst().name()),
        FileTime.fromMillis(0));

    assertThat(folder().grow(List.of(was, was))).isEmpty();
  }

  /** As `interlock envoy --files` beside a sidecar that reloads. */
  @Test
  void two_may_write_at_once() throws Exception {
    admin.stop(0);
    try (var writers = Executors.newFixedThreadPool(2)) {
      List<Future<Boolean>> both = new ArrayList<>();
      for (int first : List.of(9001, 9101)) {
        both.add(
            writers.submit(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    folder().write(part(first + i % 2));
                  }
                  return true;
                }));
      }
      for (Future<Boolean> each : both) {
        assertThat(each.get()).isTrue();
      }
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder("cds.yaml", "rds.yaml", "lds.yaml");
    }
  }

  private XdsFolder folder() {
    return new XdsFolder(part(9001).settings(), PATIENCE);
  }

  private Optional<String> grow() throws IOException, InterruptedException {
    return folder().grow(parts());
  }

  private List<EnvoyPart> parts() {
    return List.of(part(9001));
  }

  private EnvoyPart part(int port) {
    return part(port, "", Optional.empty());
  }

  /** {@code part}, for a client whose key lies in a file. */
  private EnvoyPart keyed(String client, EnvoyPart part) throws IOException {
    Path file = Files.writeString(folder.resolve(client + ".key"), "key-of-" + client + "-012345");
    var key =
        new ApiKey(
            client,
            new Credential.Source.File(file.toString()),
            new Caller.Known(client, "", List.of(), ""));
    var callers =
        new CallerSettings(new CallerSource.ApiKeys(List.of(key), Optional.empty()), false, 0);
    return new EnvoyPart(part.settings().withCallers(Optional.of(callers)), part.catalog());
  }

  /**
   * An Envoy's part.
   *
   * @param more keys of {@code envoy}
   * @param variable with the credential of its model
   */
  private EnvoyPart part(int port, String more, Optional<String> variable) {
    Optional<Credential> credential =
        variable.map(
            name ->
                new Credential(
                    "authorization", "Bearer ", new Credential.Source.Environment(name)));
    Model small =
        RecordingUpstream.model(
            "small", Optional.of(new Upstream(false, "127.0.0.1", port, "", credential)), Api.CHAT);
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
                "envoy: {xds: %s, admin: \"127.0.0.1:%d\"%s}"
                    .formatted(
                        folder, admin.getAddress().getPort(), more.isEmpty() ? "" : ", " + more))
            .get();
    return new EnvoyPart(settings, catalog);
  }

  /** Looks into the folder as Envoy would; a file that was replaced is another file. */
  private synchronized String statistics() throws IOException {
    var text = new StringBuilder("cluster_manager.warming_clusters: " + warming + "\n");
    for (String file : watched()) {
      Path path = folder.resolve(file);
      if (Files.exists(path)) {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).lastModifiedTime();
        if (!key.equals(seen.put(file, key))) {
          offers.merge(file, 1, Integer::sum);
          rejections.merge(file, isRefused(path) ? 1 : 0, Integer::sum);
        }
      }
      text.append(statistics(file, path));
    }
    return text.toString();
  }

  private List<String> watched() throws IOException {
    try (var files = Files.list(folder)) {
      return Stream.concat(
              STATISTICS.keySet().stream(),
              files
                  .map(file -> String.valueOf(file.getFileName()))
                  .filter(name -> name.startsWith(Xds.SECRET)))
          .toList();
    }
  }

  private boolean isRefused(Path path) throws IOException {
    return Files.readString(path).contains(refused);
  }

  private String statistics(String file, Path path) throws IOException {
    int offered = offers.getOrDefault(file, 0);
    boolean taken = offered > 0 && offered >= takenAt.getOrDefault(file, 1) && !isRefused(path);
    String name =
        file.startsWith(Xds.SECRET) ? "sds." + Xds.secret(file) : STATISTICS.getOrDefault(file, "");
    String counters =
        """
        %1$s.update_attempt: %2$d
        %1$s.update_success: %3$d
        %1$s.update_failure: %4$d
        %1$s.update_rejected: %5$d
        """
            .formatted(
                name,
                offered,
                taken ? 1 : 0,
                unread.containsKey(file) ? offered - (taken ? 1 : 0) : 0,
                rejections.getOrDefault(file, 0));
    return taken
        ? counters + "%s.version_text: \"%s\"\n".formatted(name, XdsFiles.version(path))
        : counters;
  }
}
