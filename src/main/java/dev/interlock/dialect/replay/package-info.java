/**
 * Answers kept whole and told again: a copy made while one passes, judged once it has ended, and
 * written anew as JSON or as server-sent events, whichever form it came in.
 *
 * <p>A copy belongs to one stream and one thread at a time, and only copies bytes there; all
 * reading of JSON is off the response path, on any thread. Knows nothing of keys, entries,
 * freshness or headers.
 */
@NullMarked
package dev.interlock.dialect.replay;

import org.jspecify.annotations.NullMarked;
