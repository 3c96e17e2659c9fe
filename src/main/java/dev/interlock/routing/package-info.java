/**
 * The order of the steps and the rule for their failure: signals, policy, choice, decision record.
 *
 * <p>One task per request on a worker thread. Knows nothing of gRPC, Envoy messages or JSON.
 */
@NullMarked
package dev.interlock.routing;

import org.jspecify.annotations.NullMarked;
