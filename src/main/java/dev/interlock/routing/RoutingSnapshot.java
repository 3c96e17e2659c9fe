package dev.interlock.routing;

import dev.interlock.catalog.ModelCatalog;

/**
 * Everything built from one version of the configuration. Immutable; a stream keeps the one it
 * began with.
 *
 * @param generation number of the configuration, counting from 1
 * @param catalog the models
 * @param router decides
 */
public record RoutingSnapshot(long generation, ModelCatalog catalog, Router router) {}
