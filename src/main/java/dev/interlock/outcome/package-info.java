/**
 * Outcome files: prompts with what models made of them, from which routing is learnt and by which
 * it is judged. Off the request path, one thread; knows no algorithm.
 */
@NullMarked
package dev.interlock.outcome;

import org.jspecify.annotations.NullMarked;
