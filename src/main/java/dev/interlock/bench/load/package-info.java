/**
 * An HTTP load driver free of coordinated omission: what to send where and when, and what came of
 * it.
 *
 * <p>Runs on one event loop of its own. Knows nothing of Envoy, models or the bench.
 */
@NullMarked
package dev.interlock.bench.load;

import org.jspecify.annotations.NullMarked;
