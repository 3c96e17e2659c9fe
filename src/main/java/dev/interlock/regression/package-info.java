/**
 * What a change of the configuration does to requests that are known beforehand: two configurations
 * compared over a file of prompts, and golden routes that must hold.
 *
 * <p>Offline, in the thread of the command. Asks the decision engine as {@code explain} does; knows
 * nothing of how it decides.
 */
@NullMarked
package dev.interlock.regression;

import org.jspecify.annotations.NullMarked;
