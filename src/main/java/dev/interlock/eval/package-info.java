/**
 * Offline measurement and training: labelled files in, tables and reports out.
 *
 * <p>Runs as a command, on one thread. Knows the encoder, the heads and the signals, but nothing of
 * Envoy.
 */
@NullMarked
package dev.interlock.eval;

import org.jspecify.annotations.NullMarked;
