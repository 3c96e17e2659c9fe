/**
 * The signal family of subject domains: the fourteen MMLU-Pro categories, or general.
 *
 * <p>Runs on a request's worker thread. Knows nothing of which model is good at what.
 */
@NullMarked
package dev.interlock.signal.domain;

import org.jspecify.annotations.NullMarked;
