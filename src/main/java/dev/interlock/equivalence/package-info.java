/**
 * Whether two prompts ask for the same: guards that name what differs, and a head over pairs.
 *
 * <p>Pure, on whatever thread asks; nothing is read but the head's file. Knows nothing of requests,
 * of tenants or of what is kept where.
 */
@NullMarked
package dev.interlock.equivalence;

import org.jspecify.annotations.NullMarked;
