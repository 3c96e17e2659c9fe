package dev.interlock.admin;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /}: the page that shows why. A handful of files of our own, held in memory; it needs
 * nothing from anywhere else.
 */
public final class WhyPage implements HttpListener.Handler {
  private final Map<String, HttpReply> files =
      Map.of(
          "/", file("index.html", "text/html; charset=utf-8"),
          "/why.css", file("why.css", "text/css; charset=utf-8"),
          "/theme.js", file("theme.js", "text/javascript; charset=utf-8"),
          "/why.js", file("why.js", "text/javascript; charset=utf-8"),
          "/decision.js", file("decision.js", "text/javascript; charset=utf-8"),
          "/elements.js", file("elements.js", "text/javascript; charset=utf-8"),
          "/server.js", file("server.js", "text/javascript; charset=utf-8"),
          "/icon.svg", file("icon.svg", "image/svg+xml"));

  @Override
  public HttpReply handle(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return HttpReply.text(405, "This page takes GET.\n");
    }
    return Optional.ofNullable(files.get(exchange.getRequestURI().getPath()))
        .orElseGet(() -> HttpReply.text(404, "There is nothing here. The page is at /.\n"));
  }

  private static HttpReply file(String name, String contentType) {
    try (InputStream in = WhyPage.class.getResourceAsStream("why/" + name)) {
      if (in == null) {
        throw new IllegalStateException("why/" + name + ": not in the jar");
      }
      return new HttpReply(200, contentType, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
