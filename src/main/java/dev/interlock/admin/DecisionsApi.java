package dev.interlock.admin;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.exchange.AlwaysTheBiggest;
import dev.interlock.exchange.RecentDecisions;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import java.util.List;

/**
 * {@code GET /api/decisions?limit=200&after=0}: the latest decisions, oldest first. Who asks again
 * with the highest {@code change} it was given gets what has changed since.
 */
public final class DecisionsApi implements HttpListener.Handler {
  public static final String PATH = "/api/decisions";

  /** Decisions that are kept and shown. */
  public static final int MOST = 200;

  private final RecentDecisions recent;
  private final AlwaysTheBiggest baseline;

  public DecisionsApi(RecentDecisions recent, AlwaysTheBiggest baseline) {
    this.recent = recent;
    this.baseline = baseline;
  }

  private record Page(List<DecisionRow> decisions) {}

  @Override
  public HttpReply handle(HttpExchange exchange) {
    long limit = Query.number(exchange.getRequestURI(), "limit", MOST);
    long after = Query.number(exchange.getRequestURI(), "after", 0);
    return AdminJson.reply(
        200,
        new Page(
            recent.since(after, Math.clamp(limit, 0, MOST)).stream()
                .map(entry -> DecisionRow.of(entry, baseline))
                .toList()));
  }
}
