package dev.interlock.extproc;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.rollout.Rollout;
import java.util.Optional;

/**
 * Which requests follow their decision, and what they are taken to ask for. Immutable.
 *
 * @param rollout empty: every request follows its decision and gets what it asks for
 */
public record Enforcement(Optional<Rollout> rollout, ModelCatalog catalog) {
  private static final String OBSERVE = "observe";

  /** No request follows its decision. */
  public static Enforcement none(ModelCatalog catalog) {
    return new Enforcement(Optional.of(Rollout.none(catalog)), catalog);
  }

  /** Whether {@code request} follows its decision. */
  boolean holdsFor(InferenceRequest request, RequestHead head) {
    return rollout.map(share -> share.enforces(request, head)).orElse(true);
  }

  /** {@code request} as it is put to the router. */
  public InferenceRequest asked(InferenceRequest request, RequestHead head) {
    return rollout.map(share -> share.asked(request, head)).orElse(request);
  }

  /** {@code decision} with what the client really asked for: any name but ours is its own text. */
  Decision recorded(Decision decision, InferenceRequest request) {
    if (rollout.isEmpty()) {
      return decision;
    }
    Decision.Builder record = decision.toBuilder();
    record
        .getRequestBuilder()
        .setModel(catalog.names().contains(request.model()) ? request.model() : "");
    return record.build();
  }

  /** The same of a request that does not follow it. */
  public Decision observed(Decision decision, InferenceRequest request) {
    return recorded(decision, request).toBuilder().setMode(OBSERVE).build();
  }
}
