/**
 * Rules as compiled CEL programs, and the verdict with its explanation. Pure: no I/O, clock, random
 * or logger.
 *
 * <p>Immutable; any thread. Knows nothing of how a model is chosen.
 */
@NullMarked
package dev.interlock.policy;

import org.jspecify.annotations.NullMarked;
