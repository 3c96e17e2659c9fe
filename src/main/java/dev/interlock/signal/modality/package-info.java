/**
 * The signal family of kinds of content in a request.
 *
 * <p>Runs on a request's worker thread. Knows nothing of the content itself.
 */
@NullMarked
package dev.interlock.signal.modality;

import org.jspecify.annotations.NullMarked;
