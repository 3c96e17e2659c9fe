package dev.interlock.routing;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.selection.ModelSelector;
import java.util.List;
import java.util.Optional;

/**
 * What may be chosen among for some requests to a virtual model. Immutable; any thread.
 *
 * @param selector chooses
 * @param names of the candidates' actions
 * @param catalogIndex by candidate, where its model stands in the catalogue
 * @param forecasts what a router bundle expects of them; empty if it knows none
 */
record Candidates(
    ModelSelector selector,
    List<String> names,
    List<Integer> catalogIndex,
    Optional<CandidateForecasts> forecasts) {
  static Candidates of(
      List<Action> actions,
      VirtualModel virtualModel,
      List<Model> catalog,
      Optional<InstalledBundle> bundle) {
    return new Candidates(
        new ModelSelector(actions, virtualModel.fallback()),
        actions.stream().map(Action::name).toList(),
        actions.stream().map(action -> indexOf(action.model(), catalog)).toList(),
        bundle.flatMap(each -> CandidateForecasts.of(each, actions)));
  }

  private static int indexOf(Model model, List<Model> catalog) {
    int index = catalog.indexOf(model);
    if (index < 0) {
      throw new IllegalArgumentException(
          "model: " + model.id() + " (expected: a model of the catalogue)");
    }
    return index;
  }

  List<Action> actions() {
    return selector.actions();
  }
}
