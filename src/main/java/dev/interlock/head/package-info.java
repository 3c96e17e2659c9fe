/**
 * Vectors to labels and probabilities: linear heads, their training, late fusion and calibration.
 *
 * <p>Trained heads are immutable and shared. Knows nothing of requests or of what a label means.
 */
@NullMarked
package dev.interlock.head;

import org.jspecify.annotations.NullMarked;
