/**
 * Measures the semantic cache: how safely answers are used again. Pairs of prompts and generated
 * traps, the pair head's training, streams of requests with known answers, and lookups.
 *
 * <p>Offline, on the thread of the command. Knows nothing of requests; it holds the texts of data
 * sets and writes those that were answered wrongly.
 */
@NullMarked
package dev.interlock.eval.cache;

import org.jspecify.annotations.NullMarked;
