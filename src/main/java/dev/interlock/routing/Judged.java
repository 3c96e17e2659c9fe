package dev.interlock.routing;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.Verdict;
import dev.interlock.signal.SignalSet;
import java.util.Optional;

/**
 * A request that was judged, before anything is looked for or chosen.
 *
 * @param manner who asks
 * @param record what is told of it
 */
record Judged(
    Targets.Virtual target,
    InferenceRequest request,
    RequestHead head,
    Deadline deadline,
    Stages stages,
    Manner manner,
    DecisionRecord record,
    Seen seen,
    Verdict verdict,
    Stakes stakes) {
  /** What was made of the text; no encoding if the encoder failed. */
  record Seen(SignalSet signals, Optional<Encoding> encoding) {}

  String intent() {
    return seen.signals().label("intent", "");
  }

  /** Nothing of the text. */
  @Override
  public String toString() {
    return "Judged[" + record.id() + "]";
  }
}
