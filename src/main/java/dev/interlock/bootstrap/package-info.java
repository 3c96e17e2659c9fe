/**
 * The composition root: the whole configuration, and the object graph that is built from it.
 *
 * <p>Runs at start-up and reload, on the thread that asked. Knows everything; nothing knows it.
 */
@NullMarked
package dev.interlock.bootstrap;

import org.jspecify.annotations.NullMarked;
