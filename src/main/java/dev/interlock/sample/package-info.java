/**
 * Samples of what is asked: a redacted, capped share of live prompts, for `interlock collect`. Off
 * until an operator names a folder.
 *
 * <p>Told of a decision on its worker, where it only looks and queues; everything else happens on
 * one thread of its own. Prompts leave it into its files alone, and only as {@link
 * dev.interlock.sample.Redaction} leaves them.
 */
@NullMarked
package dev.interlock.sample;

import org.jspecify.annotations.NullMarked;
