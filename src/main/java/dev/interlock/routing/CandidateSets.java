package dev.interlock.routing;

import static java.util.Objects.requireNonNull;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Effort;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.predictor.InstalledBundle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The candidates of one virtual model. A request that says nothing of thinking has every model at
 * each of its efforts; one that states an effort keeps it, so that it has every model once.
 * Immutable; any thread.
 */
final class CandidateSets {
  /** For efforts that no model has a word for. */
  private static final String UNKNOWN = "";

  private final Map<Api, Candidates> open = new HashMap<>();
  private final Map<Api, Map<String, Candidates>> stated = new HashMap<>();

  CandidateSets(VirtualModel virtualModel, List<Model> catalog, Optional<InstalledBundle> bundle) {
    List<Model> models = virtualModel.models();
    Map<List<Action>, Candidates> known = new HashMap<>();
    Function<Stream<Action>, Candidates> candidates =
        actions ->
            known.computeIfAbsent(
                actions.toList(), each -> Candidates.of(each, virtualModel, catalog, bundle));
    for (Api api : Api.values()) {
      open.put(api, candidates.apply(models.stream().flatMap(m -> Action.all(m, api).stream())));
      Map<String, Candidates> byEffort = new HashMap<>();
      for (String effort : efforts(models)) {
        byEffort.put(
            effort, candidates.apply(models.stream().map(m -> Action.stated(m, api, effort))));
      }
      stated.put(api, byEffort);
    }
  }

  private static List<String> efforts(List<Model> models) {
    return Stream.concat(
            Stream.of(UNKNOWN),
            models.stream()
                .flatMap(model -> model.reasoning().stream())
                .flatMap(reasoning -> reasoning.efforts().stream())
                .map(Effort::name))
        .distinct()
        .toList();
  }

  Candidates of(InferenceRequest request) {
    if (!request.reasoning().stated()) {
      return requireNonNull(open.get(request.api()));
    }
    Map<String, Candidates> byEffort = requireNonNull(stated.get(request.api()));
    Candidates named = byEffort.get(request.reasoning().effort());
    return named == null ? requireNonNull(byEffort.get(UNKNOWN)) : named;
  }
}
