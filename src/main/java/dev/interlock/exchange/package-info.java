/**
 * What happened: finished decisions and exchanges as data, and who wants them. Never on the
 * response path.
 *
 * <p>Sinks are thread-safe and return at once. Knows nothing of Envoy or of how decisions are made.
 */
@NullMarked
package dev.interlock.exchange;

import org.jspecify.annotations.NullMarked;
