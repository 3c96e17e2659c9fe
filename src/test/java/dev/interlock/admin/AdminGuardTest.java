package dev.interlock.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.Secret;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask the admin interface, byte by byte as a browser or a tool writes it. */
class AdminGuardTest {
  private static final Optional<Secret> TOKEN = Optional.of(Secret.of("correct horse battery"));

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:9902", "127.0.0.1:9902", "127.8.8.8", "[::1]:9"})
  void this_machine_may_ask(String host) throws IOException {
    assertThat(status(Optional.empty(), "GET /api/x", "Host: " + host)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:9902",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1:9902",
        "[::2]:9902",
        "unix:/tmp/x",
        ""
      })
  void a_name_pointed_at_this_machine_may_not(String host) throws IOException {
    assertThat(status(Optional.empty(), "GET /api/x", "Host: " + host)).isEqualTo(403);
    assertThat(status(Optional.empty(), "GET /", "Host: " + host)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: http://localhost:1",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void another_sites_page_may_not(String sign) throws IOException {
    for (Optional<Secret> token : List.of(Optional.<Secret>empty(), TOKEN)) {
      assertThat(
              status(
                  token,
                  "POST /api/x",
                  "Host: localhost:9902",
                  "Authorization: Bearer correct horse battery",
                  sign))
          .isEqualTo(403);
    }
  }

  @Test
  void our_own_page_may() throws IOException {
    assertThat(
            status(
                Optional.empty(),
                "POST /api/x",
                "Host: localhost:9902",
                "Origin: http://localhost:9902",
                "Sec-Fetch-Site: same-origin"))
        .isEqualTo(200);
  }

  @Test
  void with_a_token_only_who_says_it_may() throws IOException {
    assertThat(status(TOKEN, "GET /api/x", "Host: interlock.example")).isEqualTo(401);
    assertThat(status(TOKEN, "GET /api/x", "Host: h", "Authorization: Bearer wrong"))
        .isEqualTo(401);
    assertThat(status(TOKEN, "GET /api/x", "Host: h", "Authorization: Basic x")).isEqualTo(401);
    assertThat(
            status(TOKEN, "GET /api/x", "Host: h", "Authorization: bearer correct horse battery"))
        .isEqualTo(200);
  }

  @Test
  void the_page_asks_for_the_token_itself() throws IOException {
    assertThat(status(TOKEN, "GET /", "Host: interlock.example")).isEqualTo(200);
  }

  @Test
  void no_answer_may_be_framed_sniffed_or_scripted_from_elsewhere() throws IOException {
    for (String path : new String[] {"/", "/api/x", "/nothing"}) {
      assertThat(answer(Optional.empty(), "GET " + path, "Host: localhost"))
          .containsIgnoringCase("content-security-policy: default-src 'none'; script-src 'self';")
          .containsIgnoringCase("frame-ancestors 'none'")
          .containsIgnoringCase("x-content-type-options: nosniff");
    }
  }

  private static int status(Optional<Secret> token, String request, String... headers)
      throws IOException {
    return Integer.parseInt(answer(token, request, headers).split(" ", 3)[1]);
  }

  private static String answer(Optional<Secret> token, String request, String... headers)
      throws IOException {
    Map<String, HttpListener.Handler> handlers =
        new AdminGuard(token)
            .before(Map.of("/", new WhyPage(), "/api/x", _ -> HttpReply.json(200, "{}")));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listener = HttpListener.start("test", address, handlers);
        var socket = new Socket(address.getAddress(), listener.address().getPort())) {
      String head =
          request
              + " HTTP/1.1\r\n"
              + String.join("\r\n", headers)
              + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
