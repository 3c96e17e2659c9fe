/**
 * How well personal data and secrets are found: text with made-up values at known places, and what
 * the scanner finds in it. The values are made by rules of their own, not by the detectors'.
 *
 * <p>Runs as a command, on one thread. Knows the scanner and nothing else that decides.
 */
@NullMarked
package dev.interlock.eval.pii;

import org.jspecify.annotations.NullMarked;
