/**
 * The signal family of doubt: how little the other signals of a request are to be trusted.
 *
 * <p>Runs on a request's worker thread, after the families it sums up. Knows no text.
 */
@NullMarked
package dev.interlock.signal.uncertainty;

import org.jspecify.annotations.NullMarked;
