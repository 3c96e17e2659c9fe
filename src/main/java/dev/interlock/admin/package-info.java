/**
 * What people ask a running sidecar over HTTP: why a decision was made, what a prompt would get,
 * and a page that shows it.
 *
 * <p>Virtual threads; loopback unless configured otherwise. Knows nothing of Envoy's protocol.
 */
@NullMarked
package dev.interlock.admin;

import org.jspecify.annotations.NullMarked;
