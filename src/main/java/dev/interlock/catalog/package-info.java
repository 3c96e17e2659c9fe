/**
 * What the operator declared: models with price, context window and capabilities; virtual models;
 * objectives. The only source of price and capability.
 *
 * <p>Immutable; any thread. Knows nothing of signals, policy or Envoy's configuration.
 */
@NullMarked
package dev.interlock.catalog;

import org.jspecify.annotations.NullMarked;
