package dev.interlock.envoy.gateway;

import static dev.interlock.envoy.Tree.map;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.envoy.EnvoySettings.Sensitive;
import dev.interlock.envoy.EnvoySettings.UnlistedPaths;
import dev.interlock.envoy.ErrorReply;
import dev.interlock.envoy.Headers;
import dev.interlock.envoy.HttpFilters;
import dev.interlock.envoy.Tree;
import dev.interlock.inference.Api;
import dev.interlock.inference.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of all routes. Every request is matched twice: at first, without a decision, by one of
 * {@link #undecided}, which is what happens if Interlock never answers; and again once Interlock
 * has set the cluster header.
 */
final class Rules {
  /** What the routes are for, as their names say it. */
  static final String DECIDED = "decided";

  static final String FAILOVER = "failover";
  static final String UNDECIDED = "undecided";

  private static final String MODELS = "/v1/models";

  private final EnvoySettings settings;
  private final ModelCatalog catalog;
  private final Optional<Model> failsafe;
  private final Forwarding forwarding;
  private final Answers answers;

  /**
   * @param failsafe the model that answers undecided requests, if any does
   */
  Rules(
      GatewayOptions options,
      EnvoySettings settings,
      ModelCatalog catalog,
      Optional<Model> failsafe) {
    this.settings = settings;
    this.catalog = catalog;
    this.failsafe = failsafe;
    this.forwarding = new Forwarding(options, settings);
    this.answers = new Answers(options);
  }

  /** For plans that go on to nobody, and for those that go on to a stand-in. */
  List<Map<String, Object>> decided(boolean toStandIn) {
    return new Plans(settings, catalog)
        .destinations().stream()
            .filter(to -> to.standIn().isPresent() == toStandIn)
            .map(
                to ->
                    forwarding.rule(
                        to.patterns().stream().map(Matches::decided).toList(),
                        to.first(),
                        to.standIn(),
                        List.of()))
            .toList();
  }

  /** The index of the fail-safe model's rule among {@link #undecided}, if there is one. */
  int failsafeRule() {
    return settings.failsafe().sensitive().isPresent() ? Dialect.values().length : 0;
  }

  List<Map<String, Object>> undecided() {
    var rules = new ArrayList<Map<String, Object>>();
    settings.failsafe().sensitive().ifPresent(sensitive -> rules.addAll(refused(sensitive)));
    if (failsafe.isEmpty()) {
      for (Dialect dialect : Dialect.values()) {
        rules.add(
            answers.rule(ErrorReply.UNDECIDED, dialect, Matches.endpoints(dialect, _ -> true)));
      }
      rules.add(answers.rule(ErrorReply.UNDECIDED, Dialect.OPENAI, List.of(Matches.below(MODELS))));
      rules.addAll(unlisted());
      return List.copyOf(rules);
    }
    Model model = failsafe.get();
    rules.add(failsafe(model));
    rules.addAll(unserved(model));
    if (settings.unlistedPaths() == UnlistedPaths.FAILSAFE) {
      rules.add(untold(model, "/"));
    } else {
      rules.add(untold(model, MODELS));
      rules.addAll(unlisted());
    }
    return List.copyOf(rules);
  }

  /** Fail-closed, by routing: the filter stays fail-open. */
  private List<Map<String, Object>> refused(Sensitive sensitive) {
    return Stream.of(Dialect.values())
        .map(
            dialect -> {
              var matches = new ArrayList<>(Matches.endpoints(dialect, _ -> true));
              if (dialect == Dialect.ANTHROPIC) {
                matches.add(Matches.below(Api.MESSAGES.path()));
              } else {
                // As long a prefix as the rules without the header have.
                matches.add(Matches.below(MODELS));
                matches.add(Matches.below("/"));
              }
              var header = map("headers", List.of(Matches.header(sensitive)));
              return answers.rule(
                  ErrorReply.UNDECIDED,
                  dialect,
                  matches.stream().map(match -> Tree.join(match, header)).toList());
            })
        .toList();
  }

  /** Fail-open: every endpoint the fail-safe model serves. */
  private Map<String, Object> failsafe(Model model) {
    var matches =
        Stream.of(Dialect.values())
            .flatMap(dialect -> Matches.endpoints(dialect, model.apis()::contains).stream())
            .toList();
    var told =
        List.of(
            Forwarding.header(Headers.MODEL, HttpFilters.literal(model.id())),
            Forwarding.header(Headers.REASON, "failsafe"));
    return forwarding.rule(matches, model, Optional.empty(), told);
  }

  /** Endpoints the fail-safe model cannot serve. */
  private List<Map<String, Object>> unserved(Model model) {
    return Stream.of(Dialect.values())
        .flatMap(
            dialect ->
                Matches.endpoints(dialect, api -> !model.apis().contains(api)).stream()
                    .map(match -> answers.rule(ErrorReply.UNDECIDED, dialect, List.of(match))))
        .toList();
  }

  private Map<String, Object> untold(Model model, String below) {
    return forwarding.rule(List.of(Matches.below(below)), model, Optional.empty(), List.of());
  }

  private List<Map<String, Object>> unlisted() {
    return List.of(
        answers.rule(
            ErrorReply.UNLISTED, Dialect.ANTHROPIC, List.of(Matches.below(Api.MESSAGES.path()))),
        answers.rule(ErrorReply.UNLISTED, Dialect.OPENAI, List.of(Matches.below("/"))));
  }
}
