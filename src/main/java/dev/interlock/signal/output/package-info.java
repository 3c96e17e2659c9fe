/**
 * The signal family of the shape of answer that is asked for, by parameters and by words.
 *
 * <p>Runs on a request's worker thread. Knows nothing of models.
 */
@NullMarked
package dev.interlock.signal.output;

import org.jspecify.annotations.NullMarked;
