/**
 * The first configuration: what is here already (provider keys, local servers, another gateway's
 * file), and the commented {@code interlock.yaml} that is written from it.
 *
 * <p>Runs once, in the thread of the command. Knows no secret, only where secrets are, and nothing
 * of how a configuration is used.
 */
@NullMarked
package dev.interlock.setup;

import org.jspecify.annotations.NullMarked;
