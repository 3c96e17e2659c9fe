/**
 * Listeners: gRPC on a Unix socket or TCP, health and metrics over HTTP.
 *
 * <p>Owns the event loops. Knows nothing of what the services behind them do.
 */
@NullMarked
package dev.interlock.server;

import org.jspecify.annotations.NullMarked;
