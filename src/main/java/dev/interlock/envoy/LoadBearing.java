package dev.interlock.envoy;

import java.util.Locale;

/** The lines of a bootstrap something breaks without, each with what. */
public enum LoadBearing {
  READABLE("Envoy reads YAML"),
  LISTENER("nothing asks Interlock unless a connection manager has the decision filter"),
  LISTENER_BUFFER(
      "a full client buffer cuts large requests off and crashes Envoy 1.37 to 1.40 while an answer"
          + " is held"),
  SIDECAR_BUFFER(
      "a full buffer towards the sidecar crashes Envoy 1.37 to 1.40 while an answer is held"),
  SIDECAR_WINDOW(
      "a body above the sidecar's stream window crashes Envoy 1.37 to 1.40 while an answer is held"),
  SIDECAR_CAPACITY(
      "one ext_proc stream lives as long as its request: above the limit requests go undecided"),
  SIDECAR_PROTOCOL("ext_proc is gRPC: it needs HTTP/2"),
  BODY_LIMIT("the listener's limit is wide open: without a real one any body is held in memory"),
  PATH_SPELLING("a path spelled otherwise would match a route that nobody decides on"),
  STRIP_INBOUND("a client that can set x-interlock-cluster chooses its model"),
  STRIP_OUTBOUND("a model's server must see neither the client's credentials nor our headers"),
  UPSTREAM_CODEC("without the codec filter at its end an upstream chain sends nothing"),
  FAIL_OPEN("fail-closed is the routes' business: here it costs answers already decided"),
  MESSAGE_TIMEOUT("Envoy must be more patient than Interlock, or no deadline is ever handled"),
  STREAM_TIMEOUT("a timeout of the gRPC stream cuts off every longer generation"),
  PROCESSING_MODE("Interlock decides on the whole body, and may ask for the answer's"),
  OBSERVING("with `mode: observe` nothing may wait for Interlock or follow it"),
  UNENFORCED(
      "with `mode: rollout` what is not enforced goes to the model it names, and nothing else does"),
  METADATA("without its namespace the decision is dropped from the access log"),
  AUTHENTICATION(
      "Interlock turns everybody away whom Envoy did not ask, and while it is down nobody does"),
  KNOWN_CALLER(
      "while Interlock is down nobody else turns away who must have a tenant and has none"),
  CALLER_METADATA(
      "without its namespace Interlock never hears who calls, and turns everybody away"),
  GUARDED_CLUSTER("an unknown cluster name is a 503, unless the route matches known names only"),
  ROUTED_MODEL("what is decided for a model that no route names, the fail-safe one answers"),
  FAILSAFE_ROUTE("without a route for undecided requests a dead sidecar is an outage"),
  NO_ANSWER("with failsafe.then: refuse a fixed route lets unread prompts out"),
  FAILSAFE_MODEL("the fail-safe server answers 404 to a model name it does not know"),
  ROUTE_TIMEOUT("Envoy's default of 15 s cuts generations off"),
  IDLE_TIMEOUT("Envoy's default of 5 min cuts off a model that thinks"),
  NO_HEDGING("hedging an attempt whose answer is held crashes Envoy, every time"),
  MODEL_CLUSTER("a model without a cluster is a 503"),
  RETRY_CAPACITY("Envoy retries three requests at a time by default: the others get the failure"),
  SERVER_NAME("any host with any certificate of a known authority receives prompts and keys"),
  NO_INLINE_SECRET("a secret in the file is a secret in every copy of it");

  private final String reason;

  LoadBearing(String reason) {
    this.reason = reason;
  }

  /** What goes wrong without it. */
  public String reason() {
    return reason;
  }

  /** The name in messages and documentation. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
