package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/reference/admin.md} lists every endpoint, with a method that it takes. */
class AdminReferenceTest {
  private static final Path HOME = Path.of(System.getProperty("interlock.home"));
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Z]+) (/[^`]*)` \\|", Pattern.MULTILINE);
  private static final Pattern PATH =
      Pattern.compile("\"(/(?:api/[a-z/]+|healthz|readyz|metrics))\"");

  @TempDir private Path folder;

  @Test
  void every_row_is_answered() throws Exception {
    ConfigurationSource source = source();
    try (var sidecar = Sidecar.start(source, (Loaded.Valid) source.load(1), HOME);
        var http = HttpClient.newHttpClient()) {
      for (MatchResult row : rows()) {
        String path = row.group(2);
        var address =
            path.startsWith("/api/") || path.equals("/") ? sidecar.admin() : sidecar.health();
        HttpResponse<String> answer =
            http.send(request(row.group(1), address, path), BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(row.group()).isNotIn(405, 500);
        assertThat(answer.body()).as(row.group()).doesNotContain("There is nothing here");
      }
    }
  }

  @Test
  void every_path_has_a_row() throws IOException {
    Set<String> written = new TreeSet<>();
    for (Path source : sources()) {
      PATH.matcher(Files.readString(source)).results().forEach(path -> written.add(path.group(1)));
    }
    Set<String> documented =
        rows().stream()
            .map(row -> row.group(2).replace("{id}", ""))
            .filter(path -> !path.equals("/"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented).isEqualTo(written);
  }

  private static HttpRequest request(String method, InetSocketAddress address, String path) {
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path.replace("{id}", "d-1"));
    return HttpRequest.newBuilder(uri)
        .method(
            method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
        .build();
  }

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(Path.of("docs/reference/admin.md"))).results().toList();
  }

  /** Where handlers are given their paths. */
  private static List<Path> sources() throws IOException {
    try (Stream<Path> admin = Files.list(Path.of("src/main/java/dev/interlock/admin"))) {
      return Stream.concat(
              admin.filter(Files::isRegularFile),
              Stream.of("AdminRoutes.java", "Sidecar.java")
                  .map(Path.of("src/main/java/dev/interlock/bootstrap")::resolve))
          .toList();
    }
  }

  private ConfigurationSource source() throws IOException {
    Path file = folder.resolve("interlock.yaml");
    Files.writeString(
        file,
        Files.readString(Path.of("examples/minimal.yaml"))
            + """

            listen: unix:%s/interlock.sock
            health: {listen: "127.0.0.1:0"}
            admin: {listen: "127.0.0.1:0"}
            encoder: {forward: off}
            """
                .formatted(folder));
    return new ConfigurationSource(
        new ConfigurationLoader(_ -> null, () -> LocalDate.EPOCH, SignalFamilies.specs()), file);
  }
}
