package dev.interlock.catalog;

import static dev.interlock.config.Types.distinct;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.someOf;

import dev.interlock.config.ObjectReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    var byId = new LinkedHashMap<String, Model>();
    models.forEach(model -> byId.putIfAbsent(model.id(), model));
    byId.remove(ModelSection.NO_ID);
    List<VirtualModel> virtualModels =
        in.required(
            "virtual_models",
            distinct(
                "name",
                VirtualModel::name,
                someOf(object(entry -> VirtualModelSection.read(entry, byId)))),
            "Names clients may ask for that Interlock resolves to one of several models.");
    return new ModelCatalog(models, virtualModels);
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
