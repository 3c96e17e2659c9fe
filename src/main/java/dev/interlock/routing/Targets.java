package dev.interlock.routing;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.inference.Caller;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.signal.SignalRunner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the names mean that requests may ask for. Immutable. */
final class Targets {
  private final Map<String, List<Virtual>> virtualModels = new HashMap<>();
  private final Map<String, Physical> models = new HashMap<>();

  Targets(RouterSetup setup) {
    List<Model> catalog = setup.catalog().models();
    for (int i = 0; i < catalog.size(); i++) {
      PolicyEngine binding = setup.policy().bindingOn(catalog.get(i));
      SignalRunner needed = setup.signals().narrowedTo(binding.signals());
      models.put(catalog.get(i).id(), new Physical(catalog.get(i), i, binding, needed));
    }
    for (VirtualModel v : setup.catalog().virtualModels()) {
      virtualModels
          .computeIfAbsent(v.name(), _ -> new ArrayList<>())
          .add(new Virtual(v, new CandidateSets(v, catalog, setup.bundle()), setup));
    }
  }

  /** A virtual model with its candidates. */
  record Virtual(VirtualModel virtualModel, CandidateSets candidates, RouterSetup setup)
      implements CacheStage.Target {
    @Override
    public PolicyEngine policy() {
      return setup.policy();
    }

    @Override
    public int indexOf(Model kept) {
      return virtualModel.models().stream()
          .filter(model -> CacheStage.isSame(kept, model))
          .findFirst()
          .map(setup.catalog().models()::indexOf)
          .orElse(-1);
    }
  }

  /** A model that may be named, with the rules that can forbid it and the signals they read. */
  record Physical(Model model, int catalogIndex, PolicyEngine policy, SignalRunner signals)
      implements CacheStage.Target {
    @Override
    public int indexOf(Model kept) {
      return CacheStage.isSame(kept, model) ? catalogIndex : -1;
    }
  }

  /** What {@code caller} means by {@code name}: the first that is there for them. */
  Optional<Virtual> virtual(String name, Caller caller) {
    List<Virtual> named = virtualModels.getOrDefault(name, List.of());
    return named.stream().filter(v -> v.virtualModel().audience().admits(caller)).findFirst();
  }

  /** Whether it is the name of a virtual model, for anybody. */
  boolean isVirtual(String name) {
    return virtualModels.containsKey(name);
  }

  Optional<Physical> physical(String name) {
    return Optional.ofNullable(models.get(name));
  }
}
