/**
 * How safely answers are used again: pairs of prompts, generated traps, and the pair head's
 * training.
 *
 * <p>Offline, on the thread of the command. Knows nothing of requests.
 */
@NullMarked
package dev.interlock.eval.cache;

import org.jspecify.annotations.NullMarked;
