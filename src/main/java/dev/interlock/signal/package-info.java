/**
 * Facts about one request. Each family of signals is a subpackage with one {@link
 * dev.interlock.signal.SignalEvaluator}; the set of families is registered in {@code bootstrap}.
 *
 * <p>Evaluators are shared and thread-safe; a {@link dev.interlock.signal.SignalSet} belongs to one
 * request. Knows nothing of policy or models.
 */
@NullMarked
package dev.interlock.signal;

import org.jspecify.annotations.NullMarked;
