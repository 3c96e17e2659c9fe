package dev.interlock.admin;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.exchange.DecisionLog;
import dev.interlock.inference.RequestError;
import dev.interlock.routing.DecisionJson;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;

/** {@code GET /api/decisions/{id}}: a recent decision, by the id that a client quotes. */
public final class DecisionApi implements HttpListener.Handler {
  public static final String PREFIX = "/api/decisions/";

  private final DecisionLog log;

  public DecisionApi(DecisionLog log) {
    this.log = log;
  }

  @Override
  public HttpReply handle(HttpExchange exchange) {
    String id = exchange.getRequestURI().getPath().substring(PREFIX.length());
    return log.find(id)
        .map(decision -> HttpReply.json(200, DecisionJson.line(decision)))
        .orElseGet(DecisionApi::unknown);
  }

  private static HttpReply unknown() {
    var error =
        new RequestError(RequestError.Kind.NOT_FOUND, "No recent decision has this id.", "id");
    return AdminJson.error(error);
  }
}
