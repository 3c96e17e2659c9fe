/**
 * Whether an earlier answer may serve a new request: the nearest earlier requests by vector, and a
 * bound on how often serving their answers is wrong.
 *
 * <p>It holds vectors, keys and numbers, never any text or answer, and knows nothing of HTTP,
 * stores or models. Asked on workers, where it takes microseconds; told on virtual threads.
 */
@NullMarked
package dev.interlock.reuse;

import org.jspecify.annotations.NullMarked;
