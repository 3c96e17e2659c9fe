/**
 * The wire-neutral words of a request: what every later stage may know of it.
 *
 * <p>Plain immutable values; any thread. Knows nothing of JSON, of Envoy or of configuration.
 */
@NullMarked
package dev.interlock.inference;

import org.jspecify.annotations.NullMarked;
