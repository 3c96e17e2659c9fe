/**
 * The same routing as resources of Envoy Gateway, for clusters where it writes Envoy's
 * configuration. What its API cannot express is refused or told, never weakened silently.
 *
 * <p>Called by commands, in the caller's thread. Names only what the CRDs of Envoy Gateway {@value
 * dev.interlock.envoy.gateway.EnvoyGateway#VERSION} know.
 */
@NullMarked
package dev.interlock.envoy.gateway;

import org.jspecify.annotations.NullMarked;
