/**
 * The signal family of conversation length.
 *
 * <p>Runs on a request's worker thread. Knows nothing of what was said.
 */
@NullMarked
package dev.interlock.signal.turns;

import org.jspecify.annotations.NullMarked;
