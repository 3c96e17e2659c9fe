package dev.interlock.catalog;

import dev.interlock.inference.Caller;
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
  private final List<VirtualModel> virtualModels;
  private final Set<String> names;

  public ModelCatalog(List<Model> models, List<VirtualModel> virtualModels) {
    var byId = new LinkedHashMap<String, Model>();
    models.forEach(m -> byId.put(m.id(), m));
    this.models = Collections.unmodifiableMap(byId);
    this.virtualModels = List.copyOf(virtualModels);
    var known = new LinkedHashSet<String>();
    virtualModels.forEach(v -> known.add(v.name()));
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
