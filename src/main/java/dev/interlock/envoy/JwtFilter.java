package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallerSource;
import dev.interlock.caller.JwtIssuer;
import dev.interlock.caller.JwtIssuer.PublicKeys;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Envoy's {@code jwt_authn}: signature, issuer, audience and time of a token. */
final class JwtFilter {
  /** Also clients of Anthropic's dialect get a token through, in the only place they have. */
  private static final List<Map<String, Object>> PLACES =
      List.of(map("name", "authorization", "value_prefix", "Bearer "), map("name", "x-api-key"));

  /** The headers of {@link #PLACES}: a token that is verified leaves them. */
  static final List<String> HEADERS =
      PLACES.stream().map(place -> String.valueOf(place.get("name"))).toList();

  private JwtFilter() {}

  static Map<String, Object> render(CallerSource.Jwt jwt, boolean anonymous) {
    var providers = new LinkedHashMap<String, Object>();
    var accepted = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < jwt.issuers().size(); i++) {
      providers.put("issuer-" + i, provider(jwt.issuers().get(i)));
      accepted.add(map("provider_name", "issuer-" + i));
    }
    if (anonymous) {
      accepted.add(map("allow_missing", map()));
    }
    var required =
        accepted.size() == 1
            ? accepted.getFirst()
            : map("requires_any", map("requirements", List.copyOf(accepted)));
    return extension(
        CallerFilters.JWT,
        any(
            "extensions.filters.http.jwt_authn.v3.JwtAuthentication",
            "providers",
            providers,
            "rules",
            List.of(map("match", map("prefix", "/"), "requires", required))));
  }

  /** The clusters of the issuers whose keys are fetched. */
  static List<Map<String, Object>> clusters(EnvoySettings settings) {
    var byName = new LinkedHashMap<String, Map<String, Object>>();
    if (settings.callers().map(CallerSettings::source).orElse(null)
        instanceof CallerSource.Jwt jwt) {
      for (JwtIssuer issuer : jwt.issuers()) {
        address(issuer)
            .ifPresent(
                address ->
                    byName.putIfAbsent(
                        cluster(address), new Clusters(settings).of(cluster(address), address)));
      }
    }
    return List.copyOf(byName.values());
  }

  private static Map<String, Object> provider(JwtIssuer issuer) {
    return map(
        "issuer",
        issuer.issuer(),
        "audiences",
        issuer.audiences(),
        "local_jwks",
        issuer.keys() instanceof PublicKeys.Given(String json)
            ? Optional.of(map("inline_string", json))
            : Optional.empty(),
        "remote_jwks",
        address(issuer).map(JwtFilter::remote),
        "from_headers",
        PLACES,
        "payload_in_metadata",
        CallerSource.Jwt.PAYLOAD,
        // A token without an end would be one for ever.
        "require_expiration",
        true);
  }

  private static Map<String, Object> remote(URI address) {
    return map(
        "http_uri",
        map("uri", address.toString(), "cluster", cluster(address), "timeout", "5s"),
        "cache_duration",
        "600s",
        // Fetched before the first token comes, and before the cached ones are too old.
        "async_fetch",
        map());
  }

  private static Optional<URI> address(JwtIssuer issuer) {
    return issuer.keys() instanceof PublicKeys.Fetched(URI address)
        ? Optional.of(address)
        : Optional.empty();
  }

  /** One for each scheme, host and port: a cluster has one address, and TLS or not. */
  private static String cluster(URI address) {
    // Neither separator is in a host name: no two hosts share a spelling.
    String host = Clusters.host(address).replace(":", "__").replaceAll("[^a-z0-9_-]", "_");
    return "interlock-jwks-%s-%s-%d".formatted(address.getScheme(), host, Clusters.port(address));
  }
}
