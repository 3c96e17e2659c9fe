package dev.interlock.extproc;

import dev.interlock.catalog.Model;

/**
 * One model's turn at a request, as the attempt filter announces it.
 *
 * @param model whose turn it is
 * @param number counting from 1
 * @param stream whether a stream was asked for
 * @param beganNanos on the clock of {@link System#nanoTime}
 */
record Turn(Model model, int number, boolean stream, long beganNanos) {}
