/** Measures whether conversations keep their model, and what that costs. Runs on one thread. */
@NullMarked
package dev.interlock.eval.sessions;

import org.jspecify.annotations.NullMarked;
