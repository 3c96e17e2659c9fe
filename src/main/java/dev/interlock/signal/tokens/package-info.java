/**
 * The signal family of size: an estimate of the tokens of the whole request.
 *
 * <p>Runs on a request's worker thread. Knows nothing of models' own tokenizers.
 */
@NullMarked
package dev.interlock.signal.tokens;

import org.jspecify.annotations.NullMarked;
