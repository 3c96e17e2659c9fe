/**
 * {@code interlock example}: a scenario with recorded grades. Prompts whose answers somebody graded
 * go through a real Envoy; simulated models send filler, and with it the grade of the real one;
 * what was saved and what became of the quality is counted from what came back.
 *
 * <p>The main thread, and a few that ask. Prompts are in no figure and no message.
 */
@NullMarked
package dev.interlock.demo.scenario;

import org.jspecify.annotations.NullMarked;
