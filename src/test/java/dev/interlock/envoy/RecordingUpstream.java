package dev.interlock.envoy;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Price;
import dev.interlock.catalog.Upstream;
import dev.interlock.inference.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A model server that remembers what it was asked and answers everything with its name, as JSON
 * with a usage, unless told otherwise.
 */
public final class RecordingUpstream implements AutoCloseable {
  private final String name;
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Reply reply;

  private RecordingUpstream(String name, HttpServer server) {
    this.name = name;
    this.server = server;
    this.reply = (exchange, _) -> reply(exchange, 200, "application/json", defaultBody());
  }

  /** One on a free loopback port. */
  public static RecordingUpstream start(String name) {
    try {
      return start(name, HttpServer.create());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** One on {@code server}, which is not bound yet; it may speak TLS. */
  public static RecordingUpstream start(String name, HttpServer server) throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
    var upstream = new RecordingUpstream(name, server);
    server.setExecutor(upstream.executor);
    server.createContext("/", upstream::handle);
    server.start();
    return upstream;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** What arrived so far, oldest first. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The only request that arrived. */
  public Request onlyRequest() {
    if (requests.size() != 1) {
      throw new AssertionError(name + ": " + requests.size() + " requests (expected: 1)");
    }
    return requests.getFirst();
  }

  public void forget() {
    requests.clear();
  }

  /** Answers by {@code answer} from now on; its body must be read by then. */
  public RecordingUpstream answering(Answer newAnswer) {
    return replying((exchange, _) -> newAnswer.to(exchange));
  }

  /** Answers by {@code newReply}, which knows the request, from now on. */
  public RecordingUpstream replying(Reply newReply) {
    reply = newReply;
    return this;
  }

  /**
   * A catalogue entry of this server: it serves everything and knows itself as {@code real-NAME}.
   */
  public Model model() {
    return model(Api.values());
  }

  /** A catalogue entry of this server that serves {@code apis}. */
  public Model model(Api... apis) {
    return model(new Upstream(false, "127.0.0.1", port(), "", Optional.empty()), apis);
  }

  /** A catalogue entry that reaches this server in a way of its own. */
  public Model model(Upstream upstream, Api... apis) {
    return model(name, Optional.of(upstream), apis);
  }

  /** A catalogue entry. */
  public static Model model(String id, Optional<Upstream> upstream, Api... apis) {
    return new Model(
        id,
        id,
        upstream,
        "real-" + id,
        Set.of(apis),
        0.8,
        new Price(1, 2, Optional.empty()),
        128_000,
        Set.of(),
        Set.of(),
        "on-prem",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }

  /** Sends a whole answer. */
  public static void reply(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ByteString body = ByteString.readFrom(exchange.getRequestBody());
      var request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              body);
      requests.add(request);
      reply.to(exchange, request);
    }
  }

  private String defaultBody() {
    return "{\"served_by\":\"%s\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5,\"total_tokens\":8}}"
        .formatted(name);
  }

  /** Writes an answer. */
  @FunctionalInterface
  public interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** Writes an answer to a request. */
  @FunctionalInterface
  public interface Reply {
    void to(HttpExchange exchange, Request request) throws IOException;
  }

  /** What arrived. */
  public record Request(String method, String path, Headers headers, ByteString body) {
    /** The values of {@code name}, joined; empty if there are none. */
    public String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }

    public String text() {
      return body.toStringUtf8();
    }
  }
}
