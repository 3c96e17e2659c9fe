package dev.interlock.bootstrap;

import dev.interlock.envoy.Steering;

/** What becomes of requests. */
public enum Mode {
  /** Decisions are made and followed. */
  ENFORCE,
  /** Decisions are made and recorded; a share of the requests follows them. */
  ROLLOUT,
  /** Decisions are made and recorded; requests go where they would have gone without Interlock. */
  OBSERVE,
  /** Nothing is decided: every request takes Envoy's fail-safe route. */
  PASSTHROUGH;

  /** What Envoy has to do with it. */
  Steering steering() {
    return switch (this) {
      case ENFORCE, PASSTHROUGH -> Steering.ALL;
      case ROLLOUT -> Steering.SHARE;
      case OBSERVE -> Steering.NONE;
    };
  }
}
