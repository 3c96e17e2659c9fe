package dev.interlock.catalog;

import dev.interlock.inference.Caller;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models and virtual models by name, in the order of the configuration. Immutable. */
public final class ModelCatalog {
  private final Map<String, Model> models;
  private final List<VirtualModel> virtualModels;

  public ModelCatalog(List<Model> models, List<VirtualModel> virtualModels) {
    var byId = new LinkedHashMap<String, Model>();
    models.forEach(m -> byId.put(m.id(), m));
    this.models = Collections.unmodifiableMap(byId);
    this.virtualModels = List.copyOf(virtualModels);
  }

  public Optional<Model> model(String id) {
    return Optional.ofNullable(models.get(id));
  }

  /** What {@code caller} means by {@code name}: the first of that name that is there for them. */
  public Optional<VirtualModel> virtualModel(String name, Caller caller) {
    return virtualModels.stream()
        .filter(virtual -> virtual.name().equals(name) && virtual.audience().admits(caller))
        .findFirst();
  }

  public List<Model> models() {
    return List.copyOf(models.values());
  }

  public List<VirtualModel> virtualModels() {
    return virtualModels;
  }
}
