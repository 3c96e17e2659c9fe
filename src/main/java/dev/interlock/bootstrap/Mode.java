package dev.interlock.bootstrap;

/** What becomes of requests. */
public enum Mode {
  /** Decisions are made and followed. */
  ENFORCE,
  /** Nothing is decided: every request takes Envoy's fail-safe route. */
  PASSTHROUGH
}
