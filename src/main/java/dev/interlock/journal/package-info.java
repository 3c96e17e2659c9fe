/**
 * What was decided and what came of it, kept on disk, and what follows from that over weeks.
 *
 * <p>One thread of its own writes; reports are one pass on the caller's thread. Knows nothing of
 * Envoy, of how decisions are made, or of any prompt.
 */
@NullMarked
package dev.interlock.journal;

import org.jspecify.annotations.NullMarked;
