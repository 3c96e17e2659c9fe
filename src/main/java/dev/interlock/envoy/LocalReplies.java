package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.ModelCatalog;
import dev.interlock.inference.Api;
import dev.interlock.inference.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Errors of Envoy's own making, which are plain text otherwise, in the caller's dialect. The
 * sidecar's answers are local replies too: each mapper must match by a cause that is Envoy's alone.
 */
final class LocalReplies {
  private static final String TOO_LARGE = "response.code_details == 'request_payload_too_large'";

  /**
   * What {@code jwt_authn}, {@code api_key_auth} (misspelt before 1.40) and our {@code rbac} say.
   */
  private static final String UNAUTHENTICATED =
      "(response.code_details.startsWith('jwt_authn_access_denied')"
          + " || response.code_details.startsWith('rbac_access_denied')"
          + " || response.code_details in"
          + " ['missing_api_key', 'unkonwn_api_key', 'unknown_api_key', 'client_not_allowed'])";

  /** No connection, no host, a timeout, a reset: never set for an answer of the sidecar. */
  private static final List<String> UPSTREAM_FLAGS =
      List.of("UF", "UH", "UO", "UT", "UR", "UC", "LR", "NC", "SI", "UPE");

  private LocalReplies() {}

  static Map<String, Object> render(EnvoySettings settings, ModelCatalog catalog) {
    var tooLarge = ErrorReply.tooLarge(settings.limits().requestBytes());
    var toUpstream = map("response_flag_filter", map("flags", UPSTREAM_FLAGS));
    String anthropic = isAnthropic(catalog);
    var mappers = new ArrayList<Map<String, Object>>();
    mappers.add(mapper(cel(TOO_LARGE + " && " + anthropic), tooLarge, Dialect.ANTHROPIC));
    mappers.add(mapper(cel(TOO_LARGE), tooLarge, Dialect.OPENAI));
    if (settings.callers().isPresent()) {
      String speaksAnthropic = "(" + anthropic + " || 'anthropic-version' in request.headers)";
      mappers.add(unauthenticated(UNAUTHENTICATED + " && " + speaksAnthropic, Dialect.ANTHROPIC));
      mappers.add(unauthenticated(UNAUTHENTICATED, Dialect.OPENAI));
    }
    var both = map("and_filter", map("filters", List.of(toUpstream, cel(anthropic))));
    mappers.add(mapper(both, ErrorReply.UPSTREAM, Dialect.ANTHROPIC));
    mappers.add(mapper(toUpstream, ErrorReply.UPSTREAM, Dialect.OPENAI));
    return map("mappers", List.copyOf(mappers));
  }

  private static Map<String, Object> mapper(
      Map<String, Object> filter, ErrorReply reply, Dialect dialect) {
    return Tree.join(map("filter", filter), reply.asMapper(dialect));
  }

  /** Whoever says no, and whatever status it has for that: who calls is not known. */
  private static Map<String, Object> unauthenticated(String cause, Dialect dialect) {
    return Tree.join(
        mapper(cel(cause), ErrorReply.UNAUTHENTICATED, dialect), map("status_code", 401));
  }

  private static Map<String, Object> cel(String expression) {
    return map(
        "extension_filter",
        extension(
            "cel",
            any(
                "extensions.access_loggers.filters.cel.v3.ExpressionFilter",
                "expression",
                expression)));
  }

  /** By the path as it is then: rewritten already, if the model's server wants that. */
  private static String isAnthropic(ModelCatalog catalog) {
    String path = Api.MESSAGES.path();
    String below = path.substring("/v1".length());
    String exact =
        catalog.models().stream()
            .map(RoutePatterns::pathPrefix)
            .filter(prefix -> !prefix.isEmpty())
            .map(prefix -> "'" + prefix + below + "'")
            .distinct()
            .collect(Collectors.joining(", "));
    return "(request.url_path in ['%s'%s] || request.url_path.startsWith('%s/'))"
        .formatted(path, exact.isEmpty() ? "" : ", " + exact, path);
  }
}
