/**
 * Measures the semantic cache: streams of requests with known answers, and lookups. Offline, one
 * thread; it holds the texts of data sets and writes those that were answered wrongly.
 */
@NullMarked
package dev.interlock.eval.cache;

import org.jspecify.annotations.NullMarked;
