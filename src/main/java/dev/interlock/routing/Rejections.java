package dev.interlock.routing;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestError.Kind;
import dev.interlock.policy.Exclusion;
import dev.interlock.policy.Refusal;
import dev.interlock.selection.Loser;
import dev.interlock.selection.Loss;
import dev.interlock.selection.Selection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Every way to turn a request away, with the caller's error and the record's reason. */
final class Rejections {
  private Rejections() {}

  static RoutingOutcome unknownModel(String name, DecisionRecord record) {
    return record.reject(
        new RequestError(
            Kind.UNKNOWN_MODEL,
            "The model '" + DecisionRecord.clipped(name) + "' does not exist.",
            "model"),
        ReasonCode.UNKNOWN_MODEL,
        "Nobody knows the model the client named.");
  }

  static RoutingOutcome refused(Refusal refusal, DecisionRecord record) {
    if (refusal.missing().isEmpty()) {
      return record.reject(
          new RequestError(Kind.NOT_ALLOWED, refusal.message(), ""),
          ReasonCode.POLICY_REFUSED,
          "Rule '" + refusal.rule() + "' refuses the request.");
    }
    return unknownRule(refusal.rule(), refusal.missing(), record);
  }

  /** The physical model the client named is kept out by a rule. */
  static RoutingOutcome excluded(Model model, Exclusion exclusion, DecisionRecord record) {
    var loser = new Loser(0, Action.of(model), new Loss.Disallowed(), Optional.empty(), List.of());
    record.rejected(
        model,
        loser.loss().code().id(),
        LossText.explain(loser, Optional.of(exclusion), Optional.empty()),
        LossText.flip(loser, Optional.of(exclusion), false));
    return exclusion.missing().isEmpty()
        ? record.reject(
            new RequestError(
                Kind.NOT_ALLOWED,
                "Policy does not allow the model '" + model.id() + "' for this request.",
                "model"),
            ReasonCode.POLICY_REFUSED,
            "Rule '" + exclusion.rule() + "' does not allow the model " + model.id() + ".")
        : unknownRule(exclusion.rule(), exclusion.missing(), record);
  }

  static RoutingOutcome apiNotServed(Model model, Api api, DecisionRecord record) {
    var loser =
        new Loser(0, Action.of(model), new Loss.ApiNotServed(api), Optional.empty(), List.of());
    record.rejected(
        model,
        loser.loss().code().id(),
        LossText.explain(loser, Optional.empty(), Optional.empty()),
        LossText.flip(loser, Optional.empty(), false));
    return record.reject(
        new RequestError(
            Kind.INVALID_REQUEST,
            "The model '" + model.id() + "' does not serve " + api.path() + ".",
            "model"),
        ReasonCode.NO_MODEL_CAPABLE,
        "The model " + model.id() + " does not serve " + api.path() + ".");
  }

  /** No model of the virtual model can be executed. */
  static RoutingOutcome noneLeft(
      VirtualModel virtualModel,
      Selection selection,
      IntFunction<Optional<Exclusion>> exclusions,
      DecisionRecord record) {
    for (Loser loser : selection.losers()) {
      if (loser.loss() instanceof Loss.NotScored) {
        return defaultUnusable(virtualModel, selection, exclusions, record);
      }
    }
    boolean capable = false;
    for (Loser loser : selection.losers()) {
      if (!(loser.loss() instanceof Loss.Disallowed)) {
        capable = true;
      }
      Optional<Exclusion> exclusion = exclusions.apply(loser.index());
      if (exclusion.isPresent() && !exclusion.get().missing().isEmpty()) {
        return unknownRule(exclusion.get().rule(), exclusion.get().missing(), record);
      }
    }
    String name = virtualModel.name();
    return capable
        ? record.reject(
            new RequestError(
                Kind.INVALID_REQUEST,
                "No model of '"
                    + name
                    + "' can serve this request: "
                    + Sentences.obstacles(selection)
                    + ".",
                "model"),
            ReasonCode.NO_MODEL_CAPABLE,
            "No model of "
                + name
                + " can serve the request: "
                + Sentences.obstacles(selection)
                + ".")
        : record.reject(
            new RequestError(
                Kind.NOT_ALLOWED, "Policy allows no model of '" + name + "' here.", "model"),
            ReasonCode.NO_MODEL_ALLOWED,
            "The rules together allow no model of " + name + ".");
  }

  static RoutingOutcome notCached(DecisionRecord record) {
    return record.reject(
        new RequestError(Kind.NOT_CACHED, "There is no kept answer to this request.", ""),
        ReasonCode.NOT_CACHED,
        "The client wanted a kept answer or none, and there is none.");
  }

  static RoutingOutcome broken(DecisionRecord record) {
    return record.reject(
        new RequestError(Kind.UNAVAILABLE, "The request could not be decided.", ""),
        ReasonCode.INTERNAL_ERROR,
        "A bug stopped the decision; it fails closed.");
  }

  private static RoutingOutcome defaultUnusable(
      VirtualModel virtualModel,
      Selection selection,
      IntFunction<Optional<Exclusion>> exclusions,
      DecisionRecord record) {
    String why = "it is not among the candidates";
    for (Loser loser : selection.losers()) {
      if (loser.model().equals(virtualModel.fallback())) {
        why = LossText.explain(loser, exclusions.apply(loser.index()), Optional.empty());
      }
    }
    return record.reject(
        new RequestError(
            Kind.UNAVAILABLE,
            "No model of '" + virtualModel.name() + "' can be chosen at the moment.",
            "model"),
        ReasonCode.DEFAULT_UNUSABLE,
        "Quality signals are missing and the default "
            + virtualModel.fallback().id()
            + " cannot be used: "
            + why
            + ".");
  }

  private static RoutingOutcome unknownRule(
      String rule, List<String> missing, DecisionRecord record) {
    return record.reject(
        new RequestError(
            Kind.UNAVAILABLE, "A policy that restricts this request cannot be judged now.", ""),
        ReasonCode.POLICY_UNKNOWN,
        "Rule '"
            + rule
            + "' fails closed, because "
            + String.join(", ", missing)
            + " could not be computed.");
  }
}
