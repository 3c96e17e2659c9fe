package dev.interlock.envoy.gateway;

import java.util.List;
import java.util.Optional;

/**
 * Where the resources go, and what {@code interlock.yaml} cannot know about a cluster.
 *
 * @param name how the resources are called, and how their names begin
 * @param namespace of the Gateway and of everything that is rendered
 * @param gateway name of the Gateway, which is the operator's own
 * @param listener the Gateway's listener; empty: each of them
 * @param hostnames the hosts of the routes; empty: any
 * @param service where Interlock answers; empty: at the socket it listens on
 * @param secret the Secret with the providers' keys, in the namespace of Envoy's pods
 * @param caConfigMap the ConfigMap whose {@code ca.crt} vouches for models behind TLS; empty: what
 *     Envoy's image trusts
 * @param patched whether an EnvoyPatchPolicy may do what the API cannot
 * @param failsafeAsAsked whether the fail-safe model's server knows the names that clients ask for
 */
public record GatewayOptions(
    String name,
    String namespace,
    String gateway,
    Optional<String> listener,
    List<String> hostnames,
    Optional<SidecarService> service,
    String secret,
    Optional<String> caConfigMap,
    boolean patched,
    boolean failsafeAsAsked) {
  public GatewayOptions {
    hostnames = List.copyOf(hostnames);
  }

  /** A Service of Interlock, in the same namespace. */
  public record SidecarService(String name, int port) {}
}
