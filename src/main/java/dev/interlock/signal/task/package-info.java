/**
 * The signal family of task types: what kind of work is asked for, whatever the subject.
 *
 * <p>Runs on a request's worker thread. Knows nothing of which model is good at what.
 */
@NullMarked
package dev.interlock.signal.task;

import org.jspecify.annotations.NullMarked;
