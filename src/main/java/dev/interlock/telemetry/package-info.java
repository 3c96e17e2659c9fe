/**
 * The names of every metric and attribute, and the instruments behind them.
 *
 * <p>Instruments are thread-safe and never block. Knows nothing of requests; labels never hold user
 * text.
 */
@NullMarked
package dev.interlock.telemetry;

import org.jspecify.annotations.NullMarked;
