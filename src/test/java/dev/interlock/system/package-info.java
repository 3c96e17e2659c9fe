/**
 * The whole system as an operator runs it: a real Envoy, the sidecar with what is shipped, and the
 * simulated fleet.
 *
 * <p>The test's thread, and whatever is started. Knows nothing that an operator could not see.
 */
@NullMarked
package dev.interlock.system;

import org.jspecify.annotations.NullMarked;
