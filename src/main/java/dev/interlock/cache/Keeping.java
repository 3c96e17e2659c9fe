package dev.interlock.cache;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;
import dev.interlock.signal.SignalSet;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How the answer to a request that goes to a model may be kept.
 *
 * @param key of the question
 * @param decisionId of the request
 * @param model who must give it
 * @param signals what was found in the request, by which rules judge it when it is asked again
 * @param tenant whom the caller works for; may be empty
 * @param virtualModel the name that was asked for; may be empty
 * @param intent may be empty
 * @param objective by which the model was chosen
 * @param failureCost USD lost by an insufficient answer, if a rule said so
 * @param ttl how long it may be given
 * @param tags names for deleting it
 * @param revision of the cache when the request was decided
 * @param attachment is told what becomes of the answer
 */
public record Keeping(
    CacheKey key,
    String decisionId,
    Model model,
    SignalSet signals,
    String tenant,
    String virtualModel,
    String intent,
    Objective objective,
    OptionalDouble failureCost,
    Duration ttl,
    List<String> tags,
    long revision,
    Attachment attachment) {
  public Keeping {
    tags = List.copyOf(tags);
  }

  /** Not the signals, of which some tell what the text is about. */
  @Override
  public String toString() {
    return "Keeping[decision=" + decisionId + ", model=" + model.id() + ", ttl=" + ttl + "]";
  }
}
