/**
 * The signal family of what a text looks like: its length, and whether it holds code.
 *
 * <p>Runs on a request's worker thread. Knows nothing of the words' meaning.
 */
@NullMarked
package dev.interlock.signal.shape;

import org.jspecify.annotations.NullMarked;
