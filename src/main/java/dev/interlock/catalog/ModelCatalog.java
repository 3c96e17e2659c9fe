package dev.interlock.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Models and virtual models by name, in the order of the configuration. Immutable. */
public final class ModelCatalog {
  private final Map<String, Model> models;
  private final Map<String, VirtualModel> virtualModels;
  private final Set<String> names;

  public ModelCatalog(List<Model> models, List<VirtualModel> virtualModels) {
    var byId = new LinkedHashMap<String, Model>();
    models.forEach(m -> byId.put(m.id(), m));
    var byName = new LinkedHashMap<String, VirtualModel>();
    virtualModels.forEach(v -> byName.put(v.name(), v));
    this.models = Collections.unmodifiableMap(byId);
    this.virtualModels = Collections.unmodifiableMap(byName);
    var known = new LinkedHashSet<>(byName.keySet());
    known.addAll(byId.keySet());
    models.forEach(m -> known.add(m.upstreamModel()));
    this.names = Collections.unmodifiableSet(known);
  }

  /**
   * Every name by which a client may mean one of these: of virtual models, and a model's id or the
   * name its server knows.
   */
  public Set<String> names() {
    return names;
  }

  public Optional<Model> model(String id) {
    return Optional.ofNullable(models.get(id));
  }

  public Optional<VirtualModel> virtualModel(String name) {
    return Optional.ofNullable(virtualModels.get(name));
  }

  public List<Model> models() {
    return List.copyOf(models.values());
  }

  public List<VirtualModel> virtualModels() {
    return List.copyOf(virtualModels.values());
  }
}
