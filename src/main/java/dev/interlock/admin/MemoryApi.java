package dev.interlock.admin;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.inference.RequestError;
import dev.interlock.memory.Change;
import dev.interlock.memory.Learning;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import java.util.Map;

/**
 * {@code GET /api/memory?limit=200}: which models are disliked for what, and which rules cause
 * friction; and what the operator may do about it. Every answer is what memory looks like then.
 */
public final class MemoryApi {
  private static final int MOST = 200;

  private final Learning learning;

  public MemoryApi(Learning learning) {
    this.learning = learning;
  }

  /** The handlers, by path. */
  public Map<String, HttpListener.Handler> routes() {
    return Map.of(
        "/api/memory",
        exchange -> isA("GET", exchange) ? view(exchange) : takes("GET"),
        "/api/memory/freeze",
        exchange -> change(exchange, Change.FREEZE),
        "/api/memory/unfreeze",
        exchange -> change(exchange, Change.UNFREEZE),
        "/api/memory/reset",
        exchange -> change(exchange, Change.RESET));
  }

  private HttpReply change(HttpExchange exchange, Change change) {
    if (!isA("POST", exchange)) {
      return takes("POST");
    }
    learning.change(change);
    return view(exchange);
  }

  private HttpReply view(HttpExchange exchange) {
    long limit = Query.number(exchange.getRequestURI(), "limit", MOST);
    return AdminJson.reply(200, learning.view(Math.clamp(limit, 0, Integer.MAX_VALUE)));
  }

  private static boolean isA(String method, HttpExchange exchange) {
    return exchange.getRequestMethod().equals(method);
  }

  private static HttpReply takes(String method) {
    return AdminJson.error(
        new RequestError(
            RequestError.Kind.METHOD_NOT_ALLOWED, "This endpoint takes " + method + ".", ""));
  }
}
