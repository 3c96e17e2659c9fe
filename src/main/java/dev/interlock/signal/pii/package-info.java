/**
 * The signal of personal data and secrets that have a structure: found by shape, context and check
 * digits in everything a request says, names and numbers of fields included.
 *
 * <p>Runs on a request's worker thread; stateless. Knows nothing of JSON, of policy, or of who may
 * read what; keeps kinds and counts, never a value.
 */
@NullMarked
package dev.interlock.signal.pii;

import org.jspecify.annotations.NullMarked;
