/**
 * The signal family of intents the operator declares by a handful of examples each.
 *
 * <p>Trained at start-up; then runs on a request's worker thread. Knows nothing of what an intent
 * leads to.
 */
@NullMarked
package dev.interlock.signal.intent;

import org.jspecify.annotations.NullMarked;
