/**
 * The choice among the models that policy allows: hard constraints, then expected cost under a
 * quality floor. Pure and deterministic.
 *
 * <p>Immutable; any thread. Knows nothing of rules.
 */
@NullMarked
package dev.interlock.selection;

import org.jspecify.annotations.NullMarked;
