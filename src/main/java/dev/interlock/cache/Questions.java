package dev.interlock.cache;

import dev.interlock.dialect.Essence;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells what requests ask, for one configuration. Thread-safe.
 *
 * @param cache where answers are kept
 * @param lens by which signals requests are looked at
 * @param marked whether a request's headers say that it is sensitive
 */
public record Questions(ResponseCache cache, String lens, Predicate<RequestHead> marked) {
  /**
   * The question that a request asks; empty where the endpoint's answers are never kept: the
   * Responses API's depend on what the provider remembers.
   *
   * @param request as it is understood: its model may be another than the body's
   */
  public Optional<Question> of(ParsedBody body, InferenceRequest request, RequestHead head) {
    return request.api() == Api.RESPONSES
        ? Optional.empty()
        : Optional.of(cache.question(head, lens, marked.test(head), request, Essence.of(body)));
  }
}
