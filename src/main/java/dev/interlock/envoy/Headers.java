package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which headers may come in from clients and go out to models. */
final class Headers {
  /** Carries Interlock's choice to the route table; its values are cluster names. */
  static final String CLUSTER = "x-interlock-cluster";

  /** Tells the client which model answered. */
  static final String MODEL = "x-interlock-model";

  /** Tells the client why, by a code of the documented list. */
  static final String REASON = "x-interlock-reason";

  /** Prefixes of headers that steer us or Envoy: never a client's business. */
  static final List<String> INTERNAL = List.of("x-interlock-", "x-envoy-");

  /** What a client may have authenticated with towards us: never any model's business. */
  static final List<String> CREDENTIALS =
      List.of(
          "authorization",
          "proxy-authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "cookie");

  private Headers() {}

  /**
   * Runs before the first route match and before every filter. Removing the headers on the route
   * would be too late: by then they have chosen it.
   */
  static Map<String, Object> stripInbound() {
    return extension(
        "interlock.strip-inbound",
        any(
            "extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation",
            "mutations",
            internal()));
  }

  /** An upstream filter: neither our own headers nor a client's credential reach a model. */
  static Map<String, Object> stripOutbound() {
    var mutations = new ArrayList<>(internal());
    CREDENTIALS.forEach(name -> mutations.add(map("remove", name)));
    return extension(
        "interlock.strip-outbound",
        any(
            "extensions.filters.http.header_mutation.v3.HeaderMutation",
            "mutations",
            map("request_mutations", List.copyOf(mutations))));
  }

  /** An entry of a {@code …_headers_to_add}: whatever was there before, there is one now. */
  static Map<String, Object> set(String name, String value) {
    return map(
        "header", map("key", name, "value", value), "append_action", "OVERWRITE_IF_EXISTS_OR_ADD");
  }

  private static List<Map<String, Object>> internal() {
    return INTERNAL.stream()
        .map(
            prefix ->
                map(
                    "remove_on_match",
                    map("key_matcher", map("prefix", prefix, "ignore_case", true))))
        .toList();
  }
}
