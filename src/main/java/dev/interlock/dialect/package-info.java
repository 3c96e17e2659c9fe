/**
 * The wire shapes of OpenAI and Anthropic: requests read from bytes and edited in place, errors and
 * model lists written, usage read from answers as they pass.
 *
 * <p>Request reading is stateless; a reader of an answer belongs to one stream and its thread.
 * Knows nothing of Envoy, of routing or of what a model costs.
 */
@NullMarked
package dev.interlock.dialect;

import org.jspecify.annotations.NullMarked;
