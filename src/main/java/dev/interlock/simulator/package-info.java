/**
 * A fleet of OpenAI- and Anthropic-compatible model servers of chosen strength, price, speed and
 * faults, for demos, tests and benches.
 *
 * <p>Runs on Netty event loops; nothing here blocks. Knows nothing of routing, policy or Envoy.
 */
@NullMarked
package dev.interlock.simulator;

import org.jspecify.annotations.NullMarked;
