/**
 * Requests to a simulated model, read as strictly as the real servers do: a {@link
 * dev.interlock.simulator.call.Call}, or the {@link dev.interlock.simulator.call.Refusal} that a
 * client gets.
 *
 * <p>Pure; any thread. Knows nothing of models, answers or connections.
 */
@NullMarked
package dev.interlock.simulator.call;

import org.jspecify.annotations.NullMarked;
