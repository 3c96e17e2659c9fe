/**
 * Measures: an HTTP load driver free of coordinated omission, and the bench that compares direct,
 * Envoy, no-op and Interlock side by side.
 *
 * <p>Offline; the driver runs on one event loop of its own. A joiner: it may know everything,
 * nothing knows it.
 */
@NullMarked
package dev.interlock.bench;

import org.jspecify.annotations.NullMarked;
