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
  /** What a request samples at that does not say: OpenAI's and Anthropic's default. */
  private static final double USUAL_TEMPERATURE = 1;

  /**
   * The question that a request asks.
   *
   * @param request as it is understood: its model may be another than the body's
   */
  public Optional<Question> of(ParsedBody body, InferenceRequest request, RequestHead head) {
    Essence essence = Essence.of(body);
    Optional<Surroundings> surroundings =
        semantic && request.api() != Api.EMBEDDINGS
            ? surroundings(head, request, essence)
            : Optional.empty();
    KeyMaker.Draft key = begin(head, request);
    key.begin(essence.bytes());
    essence.writeTo(key::piece);
    return Optional.of(
        new Question(
            key.key(),
            Freshness.of(head.headers()),
            essence.temperature().orElse(USUAL_TEMPERATURE),
            essence.leavesTraces(),
            essence.tied(),
            marked.test(head),
            essence.usageWanted() || !request.stream(),
            surroundings));
  }

  /** What a request shares with those that mean the same; empty where it asks no single text. */
  private Optional<Surroundings> surroundings(
      RequestHead head, InferenceRequest request, Essence body) {
    return body.frame()
        .map(
            frame -> {
              KeyMaker.Draft key = begin(head, request).add("surroundings");
              key.begin(body.bytes() - (frame.end() - frame.start()));
              body.writeTo(frame, key::piece);
              return new Surroundings(key.key(), frame.continues(), frame.seeded(), frame.tools());
            });
  }

  private KeyMaker.Draft begin(RequestHead head, InferenceRequest request) {
    KeyMaker.Draft key = cache.keys().begin();
    key.add(cache.settings().epoch()).add(lens).add(request.model()).add(request.api().id());
    key.add(head.path());
    Circle.add(head, key);
    return key;
  }
}
