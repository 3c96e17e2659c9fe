/**
 * What became of decisions, and what follows from it: feedback and other signs, counted by intent,
 * model and rule, and learnt as a correction of the chances.
 *
 * <p>It holds names, numbers and decision ids, and never any text. Told of signs on virtual threads
 * and event loops; asked on workers, where it takes microseconds.
 */
@NullMarked
package dev.interlock.memory;

import org.jspecify.annotations.NullMarked;
