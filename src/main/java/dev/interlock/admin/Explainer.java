package dev.interlock.admin;

import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;

/** Decides without consequences. Thread-safe. */
public interface Explainer {
  Decision explain(InferenceRequest request, RequestHead head);
}
