package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.Credential;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Upstream;
import dev.interlock.failover.Chain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What every request passes once its cluster is chosen, anew for each attempt. All attempts of a
 * request share its headers: each must set or remove what a former one may have set.
 */
final class UpstreamFilters {
  private final EnvoySettings settings;
  private final AttemptFilter attempts;

  UpstreamFilters(EnvoySettings settings) {
    this.settings = settings;
    this.attempts = new AttemptFilter(settings);
  }

  /** In front of one model. */
  List<Map<String, Object>> of(Model model) {
    return of(model, List.of());
  }

  private List<Map<String, Object>> of(Model model, Collection<Model> others) {
    var filters = new ArrayList<Map<String, Object>>();
    filters.add(Headers.stripOutbound(credentialHeaders(others)));
    credential(model).ifPresent(credential -> filters.add(inject(model, credential)));
    filters.add(HttpFilters.upstreamCodec());
    return List.copyOf(filters);
  }

  /**
   * In front of a model that may be one of several tried in turn.
   *
   * @param others all models that can be tried before it
   */
  List<Map<String, Object>> asOneOfMany(Model model, Collection<Model> others) {
    var filters = new ArrayList<Map<String, Object>>();
    filters.add(Headers.announceAttempt(HttpFilters.literal(model.id())));
    filters.add(attempts.render());
    filters.addAll(of(model, others));
    return List.copyOf(filters);
  }

  /**
   * In front of all models of a chain whose filters are one list: whose turn it is, the chosen
   * host's metadata tell.
   */
  List<Map<String, Object>> inFrontOf(Chain chain) {
    var filters = new ArrayList<Map<String, Object>>();
    filters.add(Headers.announceAttempt("%UPSTREAM_METADATA(interlock:model)%"));
    filters.add(attempts.render());
    filters.add(Headers.stripCredentials(credentialHeaders(chain.models())));
    for (Model model : chain.models()) {
      credential(model)
          .ifPresent(credential -> filters.add(only(model, inject(model, credential))));
    }
    filters.add(Headers.stripInternal());
    filters.add(HttpFilters.upstreamCodec());
    return List.copyOf(filters);
  }

  /** The filter, skipped when it is another model's turn. */
  private static Map<String, Object> only(Model model, Map<String, Object> filter) {
    var turn =
        map(
            "single_predicate",
            map(
                "input",
                extension(
                    "attempt",
                    map(
                        "@type",
                        "type.googleapis.com/envoy.type.matcher.v3.HttpRequestHeaderMatchInput",
                        "header_name",
                        Headers.ATTEMPT)),
                "value_match",
                map("exact", model.id())));
    var skip =
        map(
            "action",
            extension("skip", any("extensions.filters.common.matcher.action.v3.SkipFilter")));
    return extension(
        filter.get("name") + "." + model.cluster(),
        any(
            "extensions.common.matching.v3.ExtensionWithMatcher",
            "extension_config",
            filter,
            "xds_matcher",
            map(
                "matcher_list",
                map(
                    "matchers",
                    List.of(map("predicate", map("not_matcher", turn), "on_match", skip))))));
  }

  private static Optional<Credential> credential(Model model) {
    return model.upstream().flatMap(Upstream::credential);
  }

  private static Set<String> credentialHeaders(Collection<Model> models) {
    return models.stream()
        .flatMap(model -> credential(model).stream())
        .map(Credential::header)
        .collect(Collectors.toSet());
  }

  static String secretName(Model model) {
    return "credential-" + model.cluster();
  }

  private Map<String, Object> inject(Model model, Credential credential) {
    var generic =
        any(
            "extensions.http.injected_credentials.generic.v3.Generic",
            "credential",
            Xds.secret(settings, secretName(model)),
            "header",
            credential.header(),
            "header_value_prefix",
            Optional.of(credential.prefix()).filter(prefix -> !prefix.isEmpty()));
    return extension(
        "interlock.credential",
        any(
            "extensions.filters.http.credential_injector.v3.CredentialInjector",
            "overwrite",
            true,
            "credential",
            extension("generic", generic)));
  }
}
