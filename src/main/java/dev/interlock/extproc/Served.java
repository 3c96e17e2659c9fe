package dev.interlock.extproc;

import dev.interlock.routing.RoutingSnapshot;

/**
 * What a stream is served with: one version of the configuration. A stream holds the one that was
 * in force when it began until it ends.
 *
 * @param routing decides
 * @param settings of the protocol side
 */
public record Served(RoutingSnapshot routing, ExternalProcessors.Settings settings) {}
