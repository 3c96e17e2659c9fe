/**
 * Who calls and how that is known: the section {@code callers} of the configuration. The names it
 * gives to Envoy's metadata are what the rendered filters write and the sidecar reads.
 *
 * <p>Read once per configuration by the loading thread; immutable after that. Knows no secret, only
 * where secrets are.
 */
@NullMarked
package dev.interlock.caller;

import org.jspecify.annotations.NullMarked;
