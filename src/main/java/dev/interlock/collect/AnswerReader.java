package dev.interlock.collect;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Price;
import dev.interlock.dialect.answer.Answer;
import dev.interlock.dialect.answer.Answer.Ending;
import dev.interlock.dialect.answer.AnswerText;
import dev.interlock.dialect.answer.UsageReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.Usage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says what an HTTP answer that came through Envoy means for the call it answers. Thread-safe. */
final class AnswerReader {
  private static final Set<String> CUT = Set.of("length", "max_tokens", "incomplete");
  private static final int BYTES_PER_TOKEN = 4;

  private final ModelCatalog catalog;
  private final InstantSource clock;

  /**
   * A reader.
   *
   * @param catalog whose prices count
   */
  AnswerReader(ModelCatalog catalog, InstantSource clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * What {@code response} means.
   *
   * @throws CollectException if no call can succeed, since Envoy does not know who calls
   */
  Verdict read(Call call, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 200) {
      return answer(call, response);
    }
    return status == 400 && wantsNewerName(call, response.body())
        ? new Verdict.Respell()
        : failure(status, response);
  }

  private Verdict answer(Call call, HttpResponse<byte[]> response) {
    String by = header(response, "x-interlock-model");
    Answer read = read(call, response.headers().firstValue("content-type").orElse(""), response);
    Usage usage = read.usageOrEstimate(Math.ceilDiv(call.body().length, BYTES_PER_TOKEN));
    double usd = usd(usage, catalog.model(by).map(Model::price).orElse(call.model().price()));
    if (!by.equals(call.model().id())) {
      // Another try would most likely be paid for in vain, too, at a price that nobody set aside.
      return new Verdict.Done(new Reply.Missing(Cause.ANSWERED_BY_ANOTHER, usd));
    }
    if (read.ending() != Ending.COMPLETE) {
      return new Verdict.Again(Cause.UNREADABLE, Optional.empty(), usd);
    }
    String text = AnswerText.of(call.api(), response.body()).orElse("");
    return new Verdict.Done(
        new Reply.Answered(text, usage, usd, CUT.contains(read.finishReason()), usd));
  }

  private static Answer read(Call call, String contentType, HttpResponse<byte[]> response) {
    UsageReader reader = UsageReader.of(call.api(), contentType);
    reader.accept(response.body());
    return reader.answer();
  }

  /** As OpenAI says it: the parameter at fault, and in words which one to use. */
  private static boolean wantsNewerName(Call call, byte[] body) {
    if (call.api() != Api.CHAT) {
      return false;
    }
    try {
      JsonNode error = JsonMapper.shared().readTree(body).path("error");
      return error.path("param").asString("").equals("max_tokens")
          && error.path("message").asString("").contains("max_completion_tokens");
    } catch (JacksonException _) {
      return false;
    }
  }

  private Verdict failure(int status, HttpResponse<byte[]> response) {
    String reason = header(response, "x-interlock-reason");
    if (status == 401 && reason.equals("unauthenticated")) {
      throw new CollectException("401: Envoy does not know who calls (expected: --key-env)");
    }
    Optional<Duration> wait = RetryAfter.read(header(response, "retry-after"), clock.instant());
    return switch (reason) {
      case "policy_refused", "no_model_allowed" -> missing(Cause.NOT_ALLOWED);
      case "no_model_capable" -> missing(Cause.NOT_CAPABLE);
      default ->
          switch (status) {
            case 429 -> new Verdict.Again(Cause.RATE_LIMITED, wait, 0);
            case 504 -> missing(Cause.TIMED_OUT);
            case 401, 403 -> missing(Cause.UNAVAILABLE);
            case 408, 409, 425 -> new Verdict.Again(Cause.UNAVAILABLE, wait, 0);
            default ->
                status >= 500
                    ? new Verdict.Again(Cause.UNAVAILABLE, wait, 0)
                    : missing(Cause.REJECTED);
          };
    };
  }

  private static Verdict missing(Cause cause) {
    return new Verdict.Done(new Reply.Missing(cause, 0));
  }

  private static double usd(Usage usage, Price price) {
    return price.usd((double) usage.inputTokens(), (double) usage.outputTokens());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
