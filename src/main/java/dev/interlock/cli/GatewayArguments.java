package dev.interlock.cli;

import dev.interlock.envoy.gateway.GatewayOptions;
import dev.interlock.envoy.gateway.GatewayOptions.SidecarService;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options of {@code interlock envoy --for envoy-gateway}. */
final class GatewayArguments {
  private static final Pattern SERVICE =
      Pattern.compile("([a-z0-9](?:[-a-z0-9]*[a-z0-9])?):(\\d{1,5})");
  private static final int MOST_PORTS = 65_535;

  @Option(
      names = "--gateway",
      required = true,
      paramLabel = "NAME",
      description = "The Gateway that clients come through.")
  private String gateway = "";

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      description = "The Gateway's, and that of all that is rendered (default: ${DEFAULT-VALUE}).",
      defaultValue = "default")
  private String namespace = "default";

  @Option(
      names = "--listener",
      paramLabel = "NAME",
      description = "One listener of the Gateway, by its name (default: all of them).")
  private Optional<String> listener = Optional.empty();

  @Option(
      names = "--hostname",
      paramLabel = "HOST",
      description = "A host that the routes are for; may be repeated (default: any).")
  private List<String> hostnames = List.of();

  @Option(
      names = "--service",
      paramLabel = "NAME:PORT",
      description =
          "Interlock's Service, in the same namespace; without it, the socket at `listen`.")
  private Optional<String> service = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "How the resources' names begin (default: ${DEFAULT-VALUE}).",
      defaultValue = "interlock")
  private String name = "interlock";

  @Option(
      names = "--secret",
      paramLabel = "NAME",
      description =
          "The Secret with the providers' keys, where Envoy's pods are (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "provider-keys")
  private String secret = "provider-keys";

  @Option(
      names = "--ca-config-map",
      paramLabel = "NAME",
      description = "A ConfigMap whose `ca.crt` vouches for models behind https.")
  private Optional<String> caConfigMap = Optional.empty();

  @Option(
      names = "--patch-policy",
      description =
          "Also an EnvoyPatchPolicy, for the one thing that the API cannot: the fail-safe model's"
              + " own name in the body.")
  private boolean patched;

  @Option(
      names = "--failsafe-as-asked",
      description =
          "The fail-safe model's server knows the names that clients ask for, such as auto.")
  private boolean failsafeAsAsked;

  GatewayOptions options() {
    return new GatewayOptions(
        name,
        namespace,
        gateway,
        listener,
        hostnames,
        service.map(GatewayArguments::parsed),
        secret,
        caConfigMap,
        patched,
        failsafeAsAsked);
  }

  private static SidecarService parsed(String text) {
    Matcher parts = SERVICE.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > MOST_PORTS) {
      throw new Failure(2, "--service: " + text + " (expected: NAME:PORT, such as interlock:9000)");
    }
    return new SidecarService(parts.group(1), Integer.parseInt(parts.group(2)));
  }
}
