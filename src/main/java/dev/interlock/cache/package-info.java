/**
 * Answers that were given once and may be given again, and under which conditions. Thread-safe; a
 * lookup takes microseconds in the caller's thread, and no lock is held across it. Knows nothing of
 * rules, routing or the protocol, and never looks into an answer.
 */
@NullMarked
package dev.interlock.cache;

import org.jspecify.annotations.NullMarked;
