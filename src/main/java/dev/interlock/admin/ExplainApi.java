package dev.interlock.admin;

import com.sun.net.httpserver.HttpExchange;
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
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /api/explain?api=chat}: the decision that the request in the body would get, as a
 * decision record. Nothing is forwarded and nothing counted.
 */
public final class ExplainApi implements HttpListener.Handler {
  private static final int MAX_BODY = 16 << 20;

  private final Explainer explainer;

  public ExplainApi(Explainer explainer) {
    this.explainer = explainer;
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
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      return error(
          new RequestError(RequestError.Kind.TOO_LARGE, "The request body is too large.", ""));
    }
    return switch (RequestReader.read(api.get(), body)) {
      case ReadResult.Invalid(RequestError invalid) -> error(invalid);
      case ReadResult.Parsed parsed ->
          HttpReply.json(
              200,
              DecisionJson.line(
                  explainer.explain(
                      parsed.body().request(),
                      new RequestHead("POST", api.get().path(), Map.of()))));
    };
  }

  private static HttpReply error(RequestError error) {
    return new HttpReply(
        error.kind().status(), ErrorBody.CONTENT_TYPE, ErrorBody.of(Dialect.OPENAI, error));
  }
}
