package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.Credential;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Upstream;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.envoy.Headers;
import dev.interlock.envoy.HttpFilters;
import dev.interlock.envoy.RoutePatterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rest of a rule that forwards to a model. */
final class Forwarding {
  private final GatewayOptions options;
  private final EnvoySettings settings;
  private final ModelBackends backends;

  Forwarding(GatewayOptions options, EnvoySettings settings) {
    this.options = options;
    this.settings = settings;
    this.backends = new ModelBackends(options);
  }

  /**
   * A rule.
   *
   * @param matches the requests it is for
   * @param model who is asked
   * @param standIn who is asked if that one does not answer
   * @param told headers that its answers get
   */
  Map<String, Object> rule(
      List<Map<String, Object>> matches,
      Model model,
      Optional<Model> standIn,
      List<Map<String, Object>> told) {
    var filters = new ArrayList<Map<String, Object>>();
    filters.add(map("type", "RequestHeaderModifier", "requestHeaderModifier", request(model)));
    if (!told.isEmpty()) {
      filters.add(
          map("type", "ResponseHeaderModifier", "responseHeaderModifier", map("set", told)));
    }
    filters.add(
        map(
            "type",
            "ExtensionRef",
            "extensionRef",
            Resource.HTTP_ROUTE_FILTER.reference(backends.name(model))));
    var references = new ArrayList<Map<String, Object>>();
    references.add(Resource.BACKEND.reference(backends.name(model)));
    standIn.ifPresent(
        other -> references.add(Resource.BACKEND.reference(backends.standInName(other))));
    return map(
        "matches",
        matches,
        "filters",
        List.copyOf(filters),
        "backendRefs",
        List.copyOf(references),
        "timeouts",
        map("request", Resource.duration(settings.timeouts().request())));
  }

  /** The host and path that {@code model}'s server reads. */
  Map<String, Object> rewrite(Model model) {
    String prefix = RoutePatterns.pathPrefix(model);
    var replacement = map("pattern", "^/v1", "substitution", prefix);
    var path = map("type", "ReplaceRegexMatch", "replaceRegexMatch", replacement);
    return Resource.HTTP_ROUTE_FILTER.named(
        backends.name(model),
        options,
        map(
            "urlRewrite",
            map(
                "hostname",
                map("type", "Backend"),
                "appendXForwardedHost",
                false,
                "path",
                Optional.of(path).filter(_ -> !prefix.isEmpty()))));
  }

  /** Neither our own headers nor a client's credential reach a model; its own one does. */
  private static Map<String, Object> request(Model model) {
    Optional<Credential> credential = model.upstream().flatMap(Upstream::credential);
    var removed = new ArrayList<String>();
    removed.add(Headers.CLUSTER);
    removed.addAll(Headers.CREDENTIALS);
    credential.ifPresent(own -> removed.remove(own.header()));
    return map(
        "set",
        credential.map(own -> List.of(header(own.header(), secret(own)))),
        "remove",
        List.copyOf(removed));
  }

  /** Envoy reads the secret from its own environment: no resource but the Secret has it. */
  private static String secret(Credential credential) {
    return switch (credential.source()) {
      case Credential.Source.Environment(String variable) ->
          HttpFilters.literal(credential.prefix()) + "%ENVIRONMENT(" + variable + ")%";
      case Credential.Source.File(String path) ->
          throw new IllegalStateException("refused before: " + path);
    };
  }

  /** A header and what it says; a percent sign begins what Envoy fills in. */
  static Map<String, Object> header(String name, String value) {
    return map("name", name, "value", value);
  }
}
