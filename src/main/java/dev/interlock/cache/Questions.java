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
 * @param semantic whether some rule lets an answer serve what means the same
 */
public record Questions(
    ResponseCache cache, String lens, Predicate<RequestHead> marked, boolean semantic) {
  /**
   * The question that a request asks; empty where the endpoint's answers are never kept: the
   * Responses API's depend on what the provider remembers.
   *
   * @param request as it is understood: its model may be another than the body's
   */
  public Optional<Question> of(ParsedBody body, InferenceRequest request, RequestHead head) {
    if (request.api() == Api.RESPONSES) {
      return Optional.empty();
    }
    Essence essence = Essence.of(body);
    Optional<Surroundings> surroundings =
        semantic && request.api() != Api.EMBEDDINGS
            ? cache.surroundings(head, lens, request, essence)
            : Optional.empty();
    boolean sensitive = marked.test(head);
    return Optional.of(cache.question(head, lens, sensitive, request, essence, surroundings));
  }
}
