/**
 * The signal family of natural language: by script, and by function words for Latin and Cyrillic.
 *
 * <p>Runs on a request's worker thread. Knows nothing of other signals.
 */
@NullMarked
package dev.interlock.signal.language;

import org.jspecify.annotations.NullMarked;
