package dev.interlock.admin;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestHead;
import dev.interlock.routing.DecisionJson;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * {@code POST /api/explain?api=chat&header=x-team:%20blue&tenant=acme}: the decision that the
 * request in the body, with these headers and of this caller, would get, as a decision record.
 * Nothing is forwarded and nothing counted. It takes the cores and the memory that traffic needs,
 * so one is worked on at a time; the others get a 429.
 */
public final class ExplainApi implements HttpListener.Handler {
  private static final int AT_ONCE = 1;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Explainer explainer;
  private final WorkingMemory memory;
  private final int maxBytes;
  private final Semaphore free = new Semaphore(AT_ONCE);

  /**
   * The handler.
   *
   * @param memory shared with traffic
   * @param maxBytes of a body, as for traffic; beyond it 413
   */
  public ExplainApi(Explainer explainer, WorkingMemory memory, int maxBytes) {
    this.explainer = explainer;
    this.memory = memory;
    this.maxBytes = maxBytes;
  }

  @Override
  public HttpReply handle(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return AdminJson.error(
          new RequestError(RequestError.Kind.METHOD_NOT_ALLOWED, "This endpoint takes POST.", ""));
    }
    Optional<Api> api =
        Api.named(Query.parameter(exchange.getRequestURI(), "api").orElse(Api.CHAT.id()));
    if (api.isEmpty()) {
      return AdminJson.error(
          new RequestError(
              RequestError.Kind.INVALID_REQUEST,
              "api: unknown (expected: chat, completions, embeddings, responses or messages)",
              "api"));
    }
    // Before the body is read: a body that waits is memory held.
    if (!free.tryAcquire()) {
      return busy();
    }
    try {
      var headers = headers(Query.parameters(exchange.getRequestURI(), "header"));
      var head = new RequestHead("POST", api.get().path(), headers, caller(exchange));
      return explain(api.get(), head, exchange.getRequestBody());
    } finally {
      free.release();
    }
  }

  /** Whoever {@code tenant}, {@code user}, {@code group} and {@code purpose} say; or nobody. */
  private static Caller caller(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    return Query.parameter(uri, "tenant")
        .filter(tenant -> !tenant.isEmpty())
        .<Caller>map(
            tenant ->
                new Caller.Known(
                    tenant,
                    Query.parameter(uri, "user").orElse(""),
                    Query.parameters(uri, "group"),
                    Query.parameter(uri, "purpose").orElse("")))
        .orElse(Caller.anonymous());
  }

  /** {@code name: value} by name, as Envoy would hand them over. */
  private static Map<String, String> headers(List<String> lines) {
    var headers = new LinkedHashMap<String, String>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String name = (colon < 0 ? line : line.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
      String value = colon < 0 ? "" : line.substring(colon + 1).strip();
      headers.merge(name, value, (first, second) -> first + "," + second);
    }
    return headers;
  }

  private HttpReply explain(Api api, RequestHead head, InputStream in) throws IOException {
    byte[] body = in.readNBytes(maxBytes + 1);
    if (body.length > maxBytes) {
      return AdminJson.error(
          new RequestError(
              RequestError.Kind.TOO_LARGE,
              "The request body is larger than the limit of " + maxBytes + " bytes.",
              ""));
    }
    if (!memory.take(body.length)) {
      return busy();
    }
    try {
      return explain(api, head, body);
    } finally {
      memory.give(body.length);
    }
  }

  private HttpReply explain(Api api, RequestHead head, byte[] body) {
    return switch (RequestReader.read(api, body)) {
      case ReadResult.Invalid(RequestError invalid) -> AdminJson.error(invalid);
      case ReadResult.Parsed parsed ->
          HttpReply.json(200, DecisionJson.line(explainer.explain(parsed.body(), head)));
    };
  }

  private static HttpReply busy() {
    var error =
        new RequestError(
            RequestError.Kind.OVERLOADED, "Other requests are being explained. Try again.", "");
    return AdminJson.error(TOO_MANY_REQUESTS, error).with("retry-after", "1");
  }
}
