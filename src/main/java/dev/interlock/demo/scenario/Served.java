package dev.interlock.demo.scenario;

import dev.interlock.outcome.OutcomeRow;

/**
 * A prompt that was asked twice.
 *
 * @param row the prompt, and what is recorded of it
 * @param routed the answer under the name that is routed
 * @param compared the answer of the model that routing is compared with
 */
record Served(OutcomeRow row, Answer routed, Answer compared) {}
