package dev.interlock.rollout;

import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.text;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.config.ObjectReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which requests follow their decision. Each draws a lot by the header that the operator names, or
 * else by Envoy's request id; it is enforced if its lot is below the share of the first rule that
 * is about it. So a session stays where it is, and a larger share keeps all of the smaller one.
 * Immutable, thread-safe.
 */
public final class Rollout {
  /** Set by Envoy, unless the client has set it. */
  private static final String REQUEST_ID = "x-request-id";

  private final Optional<String> by;
  private final Lot lot;
  private final List<RolloutRule> rules;
  private final ModelCatalog catalog;

  private Rollout(Optional<String> by, Lot lot, List<RolloutRule> rules, ModelCatalog catalog) {
    this.by = by;
    this.lot = lot;
    this.rules = List.copyOf(rules);
    this.catalog = catalog;
  }

  /** Enforces nothing. */
  public static Rollout none(ModelCatalog catalog) {
    return new Rollout(Optional.empty(), new Lot("none"), List.of(), catalog);
  }

  /** Reads the mapping {@code rollout}. */
  public static Rollout read(ObjectReader in, ModelCatalog catalog) {
    Optional<String> by =
        in.optional(
            "by",
            text("[A-Za-z0-9][A-Za-z0-9_-]*", "a header name", "x-session-id"),
            "A request header that your clients or gateway set: requests with the same value are"
                + " in the same share. By request, if left out or missing.");
    String seed =
        in.optional(
            "seed",
            text(),
            "interlock",
            "Another text draws other requests. The same in every replica.");
    List<RolloutRule> rules =
        in.optional(
            "rules",
            list(object(each -> RolloutRule.read(each, catalog))),
            List.of(),
            "The first that is about a request says how much is enforced; what none is about, is"
                + " not enforced.");
    return new Rollout(
        by.map(name -> name.toLowerCase(Locale.ROOT)), new Lot(seed), rules, catalog);
  }

  /** Whether any request can be enforced. */
  public boolean enforcesAny() {
    return rules.stream().anyMatch(rule -> rule.share() > 0);
  }

  /** Whether every request is enforced. */
  public boolean enforcesAll() {
    return rules.stream()
        .takeWhile(rule -> rule.share() == 1)
        .anyMatch(
            rule -> rule.apis().isEmpty() && rule.models().isEmpty() && rule.when().isEmpty());
  }

  /** Whether a request with these headers can be in the enforced share, whatever its body says. */
  public boolean mayEnforce(Api api, RequestHead head) {
    double drawn = lot.of(name(head));
    InferenceRequest unread = InferenceRequest.unread(api);
    for (RolloutRule rule : rules) {
      boolean open = rule.readsBody();
      if (rule.isAbout(api) && (open || rule.isAbout(unread, head))) {
        if (drawn < rule.share()) {
          return true;
        }
        if (!open) {
          return false;
        }
      }
    }
    return false;
  }

  /** Whether {@code request} is in the enforced share. */
  public boolean enforces(InferenceRequest request, RequestHead head) {
    return rule(request, head).filter(rule -> lot.of(name(head)) < rule.share()).isPresent();
  }

  /**
   * {@code request} as it is put to the rules, in both shares: to a virtual model, or to the model
   * that it names where no virtual model is there for its caller.
   */
  public InferenceRequest asked(InferenceRequest request, RequestHead head) {
    Optional<String> stated =
        rule(request, head)
            .flatMap(RolloutRule::virtualModel)
            .filter(name -> catalog.virtualModel(name, head.caller()).isPresent());
    return stated.map(request::asking).orElseGet(() -> asked(request, head.caller()));
  }

  private InferenceRequest asked(InferenceRequest request, Caller caller) {
    return catalog.virtualModel(request.model(), caller).isPresent()
        ? request
        : catalog.virtualModels().stream()
            .filter(virtual -> virtual.audience().admits(caller))
            .findFirst()
            .map(VirtualModel::name)
            .map(request::asking)
            .orElseGet(() -> named(request));
  }

  /**
   * Nobody decides for this caller: the request is for the model that it names, by either name as
   * in the other share, and for nobody else's virtual model. What is no model's name stays as it
   * is, and is nobody's.
   */
  private InferenceRequest named(InferenceRequest request) {
    return catalog.model(request.model()).isPresent()
        ? request
        : catalog.models().stream()
            .filter(model -> model.upstreamModel().equals(request.model()))
            .findFirst()
            .map(Model::id)
            .map(request::asking)
            .orElse(request);
  }

  private Optional<RolloutRule> rule(InferenceRequest request, RequestHead head) {
    return rules.stream().filter(rule -> rule.isAbout(request, head)).findFirst();
  }

  private String name(RequestHead head) {
    String chosen = by.map(head::header).orElse("");
    return chosen.isEmpty() ? head.header(REQUEST_ID) : chosen;
  }
}
