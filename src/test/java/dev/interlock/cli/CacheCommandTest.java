package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of the admin interface, and what a person sees of the reply. */
class CacheCommandTest {
  private static final String ONE_ENTRY =
      """
      {"count": 7, "bytes": 1572864, "memory": 67108864, "entries": [
        {"id": "4f2c000000000000", "tenant": "ac\\u001bme", "virtual_model": "auto", "model": "small",
         "intent": "", "tags": ["faq", "de"], "decision": "d-1", "bytes": 512,
         "created_unix_ms": 1000, "expires_unix_ms": 3905000}]}
      """;

  private final PrintStream usualOut = System.out;
  private final PrintStream usualErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> asked = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(usualOut);
    System.setErr(usualErr);
  }

  @Test
  void lists_what_is_selected() throws IOException {
    assertThat(run(200, ONE_ENTRY, "list", "--virtual-model", "auto", "--tag", "a b&c")).isZero();

    assertThat(asked)
        .containsExactly("GET /api/cache?limit=200&tag=a+b%26c&virtual_model=auto null");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("4f2c000000000000", "small", "faq,de", "7 entries, 1.5 of 64.0 MiB");
  }

  @Test
  void a_table_has_ages_and_no_word_that_a_terminal_obeys() {
    String text = CacheText.of(new JsonMapper().readTree(ONE_ENTRY), 65_000);

    assertThat(text).contains("1m 4s", "1h 4m", "ac?me").doesNotContain("\u001b");
  }

  @Test
  void nothing_is_deleted_unless_it_is_said_what() throws IOException {
    assertThat(run(200, "{}", "delete")).isEqualTo(2);
    assertThat(run(200, "{}", "delete", "--all", "--tag", "faq")).isEqualTo(2);
    assertThat(run(200, "{}", "delete", "--entry", "")).isEqualTo(2);

    assertThat(asked).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--all: expected: either that, or");
  }

  @Test
  void deletes_or_only_counts() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret\n");

    assertThat(run(200, "{\"deleted\": 1, \"dry_run\": false}", "delete", "--all")).isZero();
    assertThat(
            run(
                200,
                "{\"deleted\": 1200, \"dry_run\": true}",
                "delete",
                "--entry",
                "4f",
                "--dry-run",
                "--token-file",
                token.toString()))
        .isZero();

    assertThat(asked)
        .containsExactly(
            "DELETE /api/cache?all=true null",
            "DELETE /api/cache?dry_run=true&entry=4f Bearer secret");
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("1 entry deleted", "1,200 entries would be deleted");
  }

  @Test
  void what_goes_wrong_is_one_line() throws IOException {
    assertThat(run(401, "{\"error\": {\"message\": \"who?\"}}", "list")).isEqualTo(1);
    assertThat(run(200, "<html>", "list")).isEqualTo(1);
    assertThat(Interlock.run("cache", "list", "--admin", "nowhere")).isEqualTo(2);
    assertThat(Interlock.run("cache", "list", "--admin", "127.0.0.1:1")).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("interlock: HTTP 401: who?"),
            line -> assertThat(line).contains("no JSON"),
            line -> assertThat(line).contains("--admin: nowhere (expected: HOST:PORT"),
            line -> assertThat(line).contains("--admin: 127.0.0.1:1: no answer"));
  }

  /** Runs {@code interlock cache} against an interface that answers so. */
  private int run(int status, String body, String... arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("authorization"));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      var line = new ArrayList<String>(List.of("cache"));
      line.addAll(List.of(arguments));
      line.addAll(List.of("--admin", "127.0.0.1:" + server.getAddress().getPort()));
      return Interlock.run(line.toArray(String[]::new));
    } finally {
      server.stop(0);
    }
  }
}
