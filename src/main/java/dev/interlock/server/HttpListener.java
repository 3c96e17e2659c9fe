package dev.interlock.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlock.telemetry.FailureNote;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP server for people and probes, never for traffic: one virtual thread per request.
 * Handlers are found by the longest matching path prefix; one that throws answers 500 without
 * detail.
 */
public final class HttpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  private static final int BACKLOG = 64;
  private static final int CLOSE_SECONDS = 3;

  private final HttpServer server;
  private final ExecutorService executor;

  private HttpListener(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /** Answers one request. Called on a virtual thread; may block. */
  public interface Handler {
    HttpReply handle(HttpExchange exchange) throws IOException;
  }

  /**
   * Starts listening on {@code address}; port 0 picks a free one.
   *
   * @param handlers by path prefix
   * @throws IOException if the address cannot be bound
   */
  public static HttpListener start(
      String name, InetSocketAddress address, Map<String, Handler> handlers) throws IOException {
    HttpServer server = bind(name, address);
    var executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    server.setExecutor(executor);
    handlers.forEach(
        (path, handler) -> server.createContext(path, exchange -> answer(exchange, handler)));
    server.start();
    return new HttpListener(server, executor);
  }

  private static HttpServer bind(String name, InetSocketAddress address) throws IOException {
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw new IOException(
          "%s: %s:%d: %s"
              .formatted(name, address.getHostString(), address.getPort(), e.getMessage()),
          e);
    }
  }

  private static void answer(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      HttpReply reply;
      try {
        reply = handler.handle(exchange);
      } catch (RuntimeException bug) {
        LOG.error("{} failed: {}", exchange.getHttpContext().getPath(), FailureNote.of(bug));
        reply = HttpReply.text(500, "internal error\n");
      }
      exchange.getResponseHeaders().set("content-type", reply.contentType());
      exchange.getResponseHeaders().set("cache-control", "no-store");
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = reply.body();
      if (body.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(reply.status(), -1);
      } else {
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
    // What a handler still uses is about to be closed.
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a handler does not end; going on without it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
