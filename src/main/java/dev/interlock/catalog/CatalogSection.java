package dev.interlock.catalog;

import static dev.interlock.config.Types.distinct;
import static dev.interlock.config.Types.located;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.someOf;

import dev.interlock.config.Located;
import dev.interlock.config.ObjectReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys {@code models} and {@code virtual_models}, and what they must agree on. */
public final class CatalogSection {
  private CatalogSection() {}

  /** Reads both keys of the whole file's mapping. */
  public static ModelCatalog read(ObjectReader in) {
    List<Model> models =
        in.required(
            "models",
            distinct("id", Model::id, someOf(ModelSection.TYPE)),
            "The LLMs there are: where each is, what it can do, what it costs.");
    refuseSharedClusterNames(in, models);
    refuseNamesOfActions(in, models);

    var byId = new LinkedHashMap<String, Model>();
    models.forEach(model -> byId.putIfAbsent(model.id(), model));
    byId.remove(ModelSection.NO_ID);
    List<Located<VirtualModel>> located =
        in.required(
            "virtual_models",
            someOf(located(object(entry -> VirtualModelSection.read(entry, byId)))),
            "Names clients may ask for that Interlock resolves to one of several models.");
    refuseTheUnreachable(in, located);
    return new ModelCatalog(models, located.stream().map(Located::value).toList());
  }

  /** Of two of one name the first counts, so the second must be for somebody else too. */
  private static void refuseTheUnreachable(ObjectReader in, List<Located<VirtualModel>> located) {
    for (int i = 0; i < located.size(); i++) {
      VirtualModel later = located.get(i).value();
      boolean covered =
          located.subList(0, i).stream()
              .map(Located::value)
              .anyMatch(
                  earlier ->
                      earlier.name().equals(later.name())
                          && earlier.audience().covers(later.audience()));
      if (covered) {
        in.reading()
            .problems()
            .error(
                located.get(i).location().key("name"),
                "`" + later.name() + "` a second time, for callers who have the first",
                "another name, or other `callers`; the one for everybody last");
      }
    }
  }

  /** A model that is called as another one at some effort would be taken for it. */
  private static void refuseNamesOfActions(ObjectReader in, List<Model> models) {
    Set<String> ids = models.stream().map(Model::id).collect(Collectors.toSet());
    for (Model model : models) {
      for (Action action : Action.efforts(model)) {
        String name = action.name();
        if (ids.contains(name)) {
          in.reading()
              .problems()
              .error(
                  in.location("models"),
                  "`" + name + "` is a model, and an effort of `" + model.id() + "`",
                  "another `id`");
        }
      }
    }
  }

  /** Two ids that differ only in punctuation would share their name in Envoy's statistics. */
  private static void refuseSharedClusterNames(ObjectReader in, List<Model> models) {
    Map<String, String> owners = new HashMap<>();
    for (Model model : models) {
      String name = model.upstream().isPresent() ? model.statName() : model.cluster();
      String owner = owners.putIfAbsent(name, model.id());
      if (model.upstream().isPresent() && owner != null && !owner.equals(model.id())) {
        in.reading()
            .problems()
            .error(
                in.location("models"),
                "`" + owner + "` and `" + model.id() + "` share the cluster " + name,
                "ids that differ in more than punctuation");
      }
    }
  }
}
