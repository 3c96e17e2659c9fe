package dev.interlock.envoy;

import dev.interlock.catalog.ModelCatalog;

/**
 * What one configuration says about Envoy.
 *
 * @param settings of Envoy itself
 * @param catalog the models it forwards to
 */
public record EnvoyPart(EnvoySettings settings, ModelCatalog catalog) {}
