/**
 * The signal family of difficulty: the chance that a small model's answer will not do.
 *
 * <p>Runs on a request's worker thread. Knows nothing of the models in the catalogue.
 */
@NullMarked
package dev.interlock.signal.difficulty;

import org.jspecify.annotations.NullMarked;
