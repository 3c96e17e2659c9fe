/**
 * What a way of choosing models reaches on prompts that all of them answered: cost against quality,
 * beside what needs no router and what no router can have.
 *
 * <p>Runs as part of a command, on one thread. Knows examples and forecasts, but no file, no data
 * set and no experiment.
 */
@NullMarked
package dev.interlock.eval.pool;

import org.jspecify.annotations.NullMarked;
