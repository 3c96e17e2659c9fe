/**
 * Answers that serve questions which mean the same. On the worker that decides; answers are judged
 * on the thread that keeps them, or on an HTTP client's. It must not know of routing or policies.
 */
@NullMarked
package dev.interlock.semantic;

import org.jspecify.annotations.NullMarked;
