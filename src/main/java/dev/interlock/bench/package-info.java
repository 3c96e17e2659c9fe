/**
 * The bench that compares direct, Envoy, no-op and Interlock side by side: its rows, what they run
 * through, in which turns, and what came of it. {@code load} drives them.
 *
 * <p>Offline, in the thread of the command. A joiner: it may know everything, nothing knows it.
 */
@NullMarked
package dev.interlock.bench;

import org.jspecify.annotations.NullMarked;
