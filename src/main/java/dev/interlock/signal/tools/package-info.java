/**
 * The signal family of tools the caller offers.
 *
 * <p>Runs on a request's worker thread. Knows nothing of what the tools do.
 */
@NullMarked
package dev.interlock.signal.tools;

import org.jspecify.annotations.NullMarked;
