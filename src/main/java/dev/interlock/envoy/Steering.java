package dev.interlock.envoy;

/** How much of the traffic follows decisions. */
public enum Steering {
  /** All of it. */
  ALL,
  /** What the sidecar claims; the rest goes to the models it names. */
  SHARE,
  /** None: Envoy does not wait for the sidecar, and every request goes to the model it names. */
  NONE
}
