/**
 * The commands of {@code interlock}: arguments in, exit status out, everything else done by the
 * packages that own it.
 *
 * <p>One command per process, on the main thread.
 */
@NullMarked
package dev.interlock.cli;

import org.jspecify.annotations.NullMarked;
