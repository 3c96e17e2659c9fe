package dev.interlock.admin;

import dev.interlock.dialect.ParsedBody;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;

/** Decides without consequences. Thread-safe. */
public interface Explainer {
  /** The decision that {@code body} would get, with what the cache would do. */
  Decision explain(ParsedBody body, RequestHead head);
}
