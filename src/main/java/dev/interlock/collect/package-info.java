/**
 * Collecting outcomes: prompts are asked of every model through a running Envoy, the answers are
 * graded, and an outcome file is written. Off the request path, a client of Envoy like any other.
 *
 * <p>Knows Envoy only as an address, and no rule: what policy refuses it learns from the answer.
 * Prompts and answers reach the outcome file and the validator command alone, no log and no line on
 * the terminal.
 */
@NullMarked
package dev.interlock.collect;

import org.jspecify.annotations.NullMarked;
