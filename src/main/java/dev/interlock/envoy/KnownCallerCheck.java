package dev.interlock.envoy;

import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallerSource;
import java.util.List;
import java.util.Locale;

/** The load-bearing lines of {@link KnownCallerFilter}. */
final class KnownCallerCheck {
  private final EnvoyCheck.Report report;
  private final CallerSettings callers;

  KnownCallerCheck(EnvoyCheck.Report report, CallerSettings callers) {
    this.report = report;
    this.callers = callers;
  }

  /**
   * Checks a filter.
   *
   * @param overrides what routes say in place of it
   */
  void check(Node filter, List<Node> overrides) {
    rules(filter.at("typed_config", "rules"));
    // Without rules of its own, such an override switches the filter off.
    overrides.stream()
        .filter(override -> override.get("@type").text().orElse("").endsWith(".RBACPerRoute"))
        .forEach(override -> rules(override.at("rbac", "rules")));
  }

  private void rules(Node rules) {
    Node action = rules.get("action");
    if (!rules.exists()) {
      report.find(LoadBearing.KNOWN_CALLER, rules, "the rule that a tenant is there");
    } else if (action.exists() && !action.is("ALLOW") && !action.is("0")) {
      report.find(LoadBearing.KNOWN_CALLER, action, "ALLOW");
    }
    rules.get("policies").children().stream()
        .flatMap(policy -> policy.get("principals").each().stream())
        .filter(principal -> !isKnown(principal) && !isNobody(principal))
        .forEach(
            principal ->
                report.find(
                    LoadBearing.KNOWN_CALLER,
                    principal,
                    "a tenant in " + callers.source().namespace()));
  }

  private boolean isKnown(Node principal) {
    List<Node> all = principal.at("and_ids", "ids").each();
    List<Node> any = principal.at("or_ids", "ids").each();
    Node value = valueAt(KnownCallerFilter.tenant(callers), principal);
    return value.exists()
        || all.stream().anyMatch(this::isKnown)
        || (!any.isEmpty() && any.stream().allMatch(this::isKnown));
  }

  /** Whether only somebody who shows nothing is meant, and may be let in. */
  private boolean isNobody(Node principal) {
    List<Node> not =
        principal.at("and_ids", "ids").each().stream().map(id -> id.get("not_id")).toList();
    return callers.anonymous()
        && not.stream()
            .anyMatch(
                id -> valueAt(List.of(CallerSource.Jwt.PAYLOAD), id).get("present_match").isTrue())
        && JwtFilter.HEADERS.stream()
            .allMatch(name -> not.stream().anyMatch(id -> isPresent(id.get("header"), name)));
  }

  private static boolean isPresent(Node header, String name) {
    return header.get("name").text().orElse("").toLowerCase(Locale.ROOT).equals(name)
        && header.get("present_match").isTrue()
        && !header.get("invert_match").isTrue();
  }

  /** What {@code principal} demands of the fact at {@code path}; nothing if that is not asked. */
  private Node valueAt(List<String> path, Node principal) {
    Node matcher = principal.at("sourced_metadata", "metadata_matcher");
    List<String> asked =
        matcher.get("path").each().stream().map(key -> key.get("key").text().orElse("")).toList();
    boolean same =
        matcher.get("filter").is(callers.source().namespace())
            && asked.equals(path)
            && !matcher.get("invert").isTrue();
    Node value = matcher.get("value");
    return same ? value : new Node(value.path(), null);
  }
}
