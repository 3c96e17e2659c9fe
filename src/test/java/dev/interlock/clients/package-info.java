/**
 * Client libraries that people use, unchanged but for the address, through a real Envoy, the
 * sidecar and the simulated fleet.
 *
 * <p>The test's thread, and whatever the libraries start. Knows nothing that a user of the library
 * would not know.
 */
@NullMarked
package dev.interlock.clients;

import org.jspecify.annotations.NullMarked;
