/**
 * Answers of a simulated model in the shape of each endpoint, whole and as a stream of events.
 *
 * <p>Pure; any thread. Knows calls, but nothing of faults, pace or connections.
 */
@NullMarked
package dev.interlock.simulator.answer;

import org.jspecify.annotations.NullMarked;
