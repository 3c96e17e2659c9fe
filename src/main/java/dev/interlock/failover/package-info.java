/**
 * What happens when a model does not answer: which models a request may try in turn, and which of
 * them rest because they failed lately.
 *
 * <p>Immutable, but for the breakers, which are thread-safe and never block. Knows nothing of Envoy
 * or of why a model was preferred.
 */
@NullMarked
package dev.interlock.failover;

import org.jspecify.annotations.NullMarked;
