/**
 * Answers watched as they pass: tokens, model, finish reason and how they ended, from JSON and from
 * server-sent events, in chunks cut anywhere.
 *
 * <p>A reader belongs to one stream and is called by one thread at a time. Holds no part of an
 * answer but a few short values; changes nothing, delays nothing, and never fails.
 */
@NullMarked
package dev.interlock.dialect.answer;

import org.jspecify.annotations.NullMarked;
