package dev.interlock.bootstrap;

/** What becomes of requests. */
public enum Mode {
  /** Decisions are made and followed. */
  ENFORCE,
  /** Decisions are made and recorded; requests go where they would have gone without Interlock. */
  OBSERVE,
  /** Nothing is decided: every request takes Envoy's fail-safe route. */
  PASSTHROUGH
}
