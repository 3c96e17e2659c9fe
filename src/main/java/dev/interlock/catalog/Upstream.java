package dev.interlock.catalog;

import java.util.Optional;

/**
 * Where a model's cluster is.
 *
 * @param tls whether to speak TLS
 * @param host name or address
 * @param port TCP port
 * @param pathPrefix replaces {@code /v1} of the request path when not empty, for servers that live
 *     below another path
 * @param credential how to authenticate; empty: any client credential is removed
 */
public record Upstream(
    boolean tls, String host, int port, String pathPrefix, Optional<Credential> credential) {}
