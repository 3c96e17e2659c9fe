package dev.interlock.bench;

/** A way from the driver to the simulated model. */
enum Lane {
  /** To the model server itself. */
  DIRECT,
  /** Through an Envoy without a sidecar. */
  ENVOY,
  /** Through an Envoy whose sidecar says CONTINUE to every message. */
  NOOP,
  /** Through an Envoy with Interlock. */
  INTERLOCK,
  /** The same with a sidecar of its own, whose cache has room for all that the bench asks. */
  MEANING,
  /** Through an Envoy that Interlock looks on. */
  OBSERVE,
  /** The same with a sidecar that hangs. */
  OBSERVE_HUNG
}
