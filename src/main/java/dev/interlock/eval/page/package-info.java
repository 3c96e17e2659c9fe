/**
 * Pages on what was measured, for people to read: one of a run in HTML, and the one in Markdown
 * that is kept with the sources. The same figures give the same bytes.
 *
 * <p>Runs as part of a command, on one thread. Measures nothing.
 */
@NullMarked
package dev.interlock.eval.page;

import org.jspecify.annotations.NullMarked;
