/**
 * The names of every metric and attribute, the instruments behind them, and what a log may say of a
 * failure.
 *
 * <p>Instruments are thread-safe and never block. Knows nothing of requests; labels never hold user
 * text.
 */
@NullMarked
package dev.interlock.telemetry;

import org.jspecify.annotations.NullMarked;
