/**
 * How good routing is: cost against quality of what a trained predictor chooses, beside what needs
 * no predictor, on rows that it has not seen.
 *
 * <p>Runs as a command, on one thread. Knows outcomes and predictors, no configuration.
 */
@NullMarked
package dev.interlock.eval.routing;

import org.jspecify.annotations.NullMarked;
