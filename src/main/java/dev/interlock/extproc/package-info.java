/**
 * Envoy's external-processing protocol: messages to events, a pure step over sealed states, actions
 * to messages. The only writer of header names.
 *
 * <p>One handler per HTTP stream, its events serialised; decisions run on the worker pool. Knows
 * nothing of how a decision is made.
 *
 * @see <a
 *     href="https://www.envoyproxy.io/docs/envoy/latest/api-v3/service/ext_proc/v3/external_processor.proto">ext_proc
 *     v3</a>
 */
@NullMarked
package dev.interlock.extproc;

import org.jspecify.annotations.NullMarked;
