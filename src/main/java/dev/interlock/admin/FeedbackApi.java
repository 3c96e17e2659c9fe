package dev.interlock.admin;

import com.sun.net.httpserver.HttpExchange;
import dev.interlock.cache.ResponseCache;
import dev.interlock.inference.RequestError;
import dev.interlock.memory.Judgement;
import dev.interlock.memory.Learning;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /api/feedback}: what the answer to a decision was worth, as {@code {"decision": id,
 * "good": true}} or {@code {"decision": id, "score": 0.5}}, perhaps with a {@code comment}. The
 * last one about a decision counts. Of a comment nothing is kept.
 */
public final class FeedbackApi implements HttpListener.Handler {
  public static final String PATH = "/api/feedback";

  /** Characters of a comment. */
  private static final int LONGEST_COMMENT = 4 << 10;

  /** Bytes of a body: room for a comment in which everything is escaped. */
  private static final int MOST = 32 << 10;

  private final Learning learning;
  private final ResponseCache cache;

  public FeedbackApi(Learning learning, ResponseCache cache) {
    this.learning = learning;
    this.cache = cache;
  }

  private record Counted(String decision, double score, String result) {}

  @Override
  public HttpReply handle(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return AdminJson.error(
          new RequestError(RequestError.Kind.METHOD_NOT_ALLOWED, "This endpoint takes POST.", ""));
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST + 1);
    if (body.length > MOST) {
      return tooLarge();
    }
    try {
      return judge(AdminJson.read(body));
    } catch (JacksonException _) {
      return invalid("body: not JSON (expected: {\"decision\": \"...\", \"good\": true})", "");
    }
  }

  private HttpReply judge(JsonNode body) {
    JsonNode decision = body.path("decision");
    if (!decision.isString() || decision.asString().isEmpty()) {
      return invalid(
          "decision: missing (expected: the id in the header x-interlock-decision)", "decision");
    }
    OptionalDouble score = score(body);
    if (score.isEmpty()) {
      return invalid(
          "good, score: missing or out of range (expected: one of them, true or false, or 0..1)",
          body.has("score") ? "score" : "good");
    }
    JsonNode comment = body.path("comment");
    if (!comment.isMissingNode() && !comment.isString()) {
      return invalid("comment: no text (expected: a text)", "comment");
    }
    if (comment.isString() && comment.asString().length() > LONGEST_COMMENT) {
      return tooLarge();
    }
    return judge(decision.asString(), score.getAsDouble());
  }

  private HttpReply judge(String decision, double score) {
    // First, as long as the cache knows the decision: whoever is told so may ask again at once.
    boolean quarantined = !Judgement.isGood(score) && cache.dislike(decision);
    Optional<Learning.Result> result = learning.feedback(decision, score);
    return result
        .map(became -> became.name().toLowerCase(Locale.ROOT))
        .or(() -> quarantined ? Optional.of("quarantined") : Optional.empty())
        .or(() -> cache.answered(decision) ? Optional.of("noted") : Optional.empty())
        .map(became -> AdminJson.reply(200, new Counted(decision, score, became)))
        .orElseGet(
            () ->
                AdminJson.error(
                    new RequestError(
                        RequestError.Kind.NOT_FOUND,
                        "decision: not remembered (expected: one that a model or the cache answered, of"
                            + " this sidecar, within `feedback.late`)",
                        "decision")));
  }

  private static OptionalDouble score(JsonNode body) {
    JsonNode good = body.path("good");
    JsonNode score = body.path("score");
    if (good.isBoolean() && score.isMissingNode()) {
      return OptionalDouble.of(good.booleanValue() ? 1 : 0);
    }
    if (score.isNumber() && good.isMissingNode()) {
      double value = score.doubleValue();
      return value >= 0 && value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
    return OptionalDouble.empty();
  }

  private static HttpReply invalid(String message, String parameter) {
    return AdminJson.error(new RequestError(RequestError.Kind.INVALID_REQUEST, message, parameter));
  }

  private static HttpReply tooLarge() {
    return AdminJson.error(
        new RequestError(
            RequestError.Kind.TOO_LARGE,
            "comment: too long (expected: " + LONGEST_COMMENT + " characters at most)",
            "comment"));
  }
}
