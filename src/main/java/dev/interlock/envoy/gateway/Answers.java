package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.Tree.map;

import dev.interlock.dialect.ErrorBody;
import dev.interlock.envoy.ErrorReply;
import dev.interlock.inference.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Filters that answer instead of forwarding, with the bodies that Interlock itself would give. */
final class Answers {
  private static final List<ErrorReply> ALL = List.of(ErrorReply.UNDECIDED, ErrorReply.UNLISTED);

  private final GatewayOptions options;

  Answers(GatewayOptions options) {
    this.options = options;
  }

  List<Map<String, Object>> render() {
    var filters = new ArrayList<Map<String, Object>>();
    for (ErrorReply reply : ALL) {
      for (Dialect dialect : Dialect.values()) {
        filters.add(filter(reply, dialect));
      }
    }
    return List.copyOf(filters);
  }

  /** A rule that gives {@code reply} to every request that one of {@code matches} is for. */
  Map<String, Object> rule(ErrorReply reply, Dialect dialect, List<Map<String, Object>> matches) {
    var reference = Resource.HTTP_ROUTE_FILTER.reference(name(reply, dialect));
    return map(
        "matches",
        matches,
        "filters",
        List.of(map("type", "ExtensionRef", "extensionRef", reference)));
  }

  private Map<String, Object> filter(ErrorReply reply, Dialect dialect) {
    var headers = new ArrayList<Map<String, Object>>();
    reply.headers().forEach((name, value) -> headers.add(map("name", name, "value", value)));
    return Resource.HTTP_ROUTE_FILTER.named(
        name(reply, dialect),
        options,
        map(
            "directResponse",
            map(
                "statusCode",
                reply.error().kind().status(),
                "contentType",
                ErrorBody.CONTENT_TYPE,
                "body",
                map("type", "Inline", "inline", reply.body(dialect)),
                "header",
                map("set", List.copyOf(headers)))));
  }

  private String name(ErrorReply reply, Dialect dialect) {
    return options.name()
        + "-"
        + Resource.name(reply.error().kind().code())
        + "-"
        + dialect.name().toLowerCase(Locale.ROOT);
  }
}
