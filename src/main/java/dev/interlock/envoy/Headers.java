package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.extension;
import static dev.interlock.envoy.Tree.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which headers may come in from clients and go out to models. */
public final class Headers {
  /** Carries Interlock's choice to the route table; its values are cluster names. */
  public static final String CLUSTER = "x-interlock-cluster";

  /** Tells the route table that the sidecar has claimed a request. */
  static final String SHARE = "x-interlock-share";

  /** Tells the upstream filters and the sidecar whose turn it is; its values are model ids. */
  static final String ATTEMPT = "x-interlock-attempt";

  /** gRPC metadata: which of the sidecar's services a filter wants. */
  static final String ROLE = "x-interlock-role";

  /** Tells the client which model answered. */
  public static final String MODEL = "x-interlock-model";

  /** Tells the client why, by a code of the documented list. */
  public static final String REASON = "x-interlock-reason";

  /** Prefixes of headers that steer us or Envoy: never a client's business. */
  public static final List<String> INTERNAL = List.of("x-interlock-", "x-envoy-");

  /** What a client may have authenticated with towards us: never any model's business. */
  public static final List<String> CREDENTIALS =
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
    return stripOutbound(Set.of());
  }

  /**
   * The same where other models may have been asked before.
   *
   * @param injected headers that carry their credentials
   */
  static Map<String, Object> stripOutbound(Set<String> injected) {
    var mutations = new ArrayList<>(internal());
    mutations.addAll(credentials(injected));
    return upstream("interlock.strip-outbound", mutations);
  }

  /** The half of {@link #stripOutbound(Set)} before a model's own credential is injected. */
  static Map<String, Object> stripCredentials(Set<String> injected) {
    return upstream("interlock.strip-credentials", credentials(injected));
  }

  /** The half of {@link #stripOutbound} after our own headers were read. */
  static Map<String, Object> stripInternal() {
    return upstream("interlock.strip-internal", internal());
  }

  /** An upstream filter: the attempt's model, for the filters behind it. */
  static Map<String, Object> announceAttempt(String model) {
    return upstream("interlock.announce-attempt", List.of(map("append", set(ATTEMPT, model))));
  }

  private static Map<String, Object> upstream(String name, List<Map<String, Object>> mutations) {
    return extension(
        name,
        any(
            "extensions.filters.http.header_mutation.v3.HeaderMutation",
            "mutations",
            map("request_mutations", List.copyOf(mutations))));
  }

  private static List<Map<String, Object>> credentials(Set<String> injected) {
    return Stream.concat(CREDENTIALS.stream(), injected.stream().sorted())
        .distinct()
        .map(name -> map("remove", name))
        .toList();
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
