package dev.interlock.admin;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.dialect.ErrorBody;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.Dialect;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestHead;
import dev.interlock.routing.DecisionJson;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * {@code POST /api/explain?api=chat}: the decision that the request in the body would get, as a
 * decision record. Nothing is forwarded and nothing counted. It takes the cores and the memory that
 * traffic needs, so one is worked on at a time; the others get a 429.
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
      return error(
          new RequestError(RequestError.Kind.METHOD_NOT_ALLOWED, "This endpoint takes POST.", ""));
    }
    Optional<Api> api =
        Api.named(Query.parameter(exchange.getRequestURI(), "api").orElse(Api.CHAT.id()));
    if (api.isEmpty()) {
      return error(
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
      return explain(api.get(), exchange.getRequestBody());
    } finally {
      free.release();
    }
  }

  private HttpReply explain(Api api, InputStream in) throws IOException {
    byte[] body = in.readNBytes(maxBytes + 1);
    if (body.length > maxBytes) {
      return error(
          new RequestError(
              RequestError.Kind.TOO_LARGE,
              "The request body is larger than the limit of " + maxBytes + " bytes.",
              ""));
    }
    if (!memory.take(body.length)) {
      return busy();
    }
    try {
      return explain(api, body);
    } finally {
      memory.give(body.length);
    }
  }

  private HttpReply explain(Api api, byte[] body) {
    return switch (RequestReader.read(api, body)) {
      case ReadResult.Invalid(RequestError invalid) -> error(invalid);
      case ReadResult.Parsed parsed ->
          HttpReply.json(
              200,
              DecisionJson.line(
                  explainer.explain(
                      parsed.body().request(), new RequestHead("POST", api.path(), Map.of()))));
    };
  }

  private static HttpReply busy() {
    var error =
        new RequestError(
            RequestError.Kind.OVERLOADED, "Other requests are being explained. Try again.", "");
    return new HttpReply(
            TOO_MANY_REQUESTS, ErrorBody.CONTENT_TYPE, ErrorBody.of(Dialect.OPENAI, error))
        .with("retry-after", "1");
  }

  private static HttpReply error(RequestError error) {
    return new HttpReply(
        error.kind().status(), ErrorBody.CONTENT_TYPE, ErrorBody.of(Dialect.OPENAI, error));
  }
}
