/**
 * {@code interlock demo}: a fleet, the sidecar and a real Envoy on one machine, real prompts, and
 * what happened and why.
 *
 * <p>The main thread. Knows nothing that an operator could not do by hand.
 */
@NullMarked
package dev.interlock.demo;

import org.jspecify.annotations.NullMarked;
