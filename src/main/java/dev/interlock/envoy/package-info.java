/**
 * Envoy's side: renders and checks its bootstrap as a YAML tree, finds its binary, runs it.
 *
 * <p>Called at start-up and by commands, in the caller's thread; never on the request path. Must
 * not know the external-processing protocol, policy or how a model is chosen.
 */
@NullMarked
package dev.interlock.envoy;

import org.jspecify.annotations.NullMarked;
