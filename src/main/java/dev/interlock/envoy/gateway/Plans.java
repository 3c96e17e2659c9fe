package dev.interlock.envoy.gateway;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.envoy.RoutePatterns;
import dev.interlock.failover.Chain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which names of plans lead where. Envoy Gateway can go on to another server, but not with another
 * body, so a plan has at most one successor: its stand-in.
 */
final class Plans {
  /** Characters that the value of a header match may have. */
  private static final int MATCH_LIMIT = 4096;

  private final List<Model> models;
  private final Map<Model, List<Chain>> chains = new LinkedHashMap<>();

  Plans(EnvoySettings settings, ModelCatalog catalog) {
    models = catalog.models();
    for (Chain chain : Chain.all(catalog, settings.failover().attempts())) {
      chains.computeIfAbsent(chain.models().getFirst(), _ -> new ArrayList<>()).add(chain);
    }
  }

  /**
   * Where some plans lead.
   *
   * @param patterns of their names; any of them
   * @param first who is asked
   * @param standIn who is asked if that one does not answer
   */
  record Destination(List<String> patterns, Model first, Optional<Model> standIn) {}

  /** Every destination; no plan leads to two of them. */
  List<Destination> destinations() {
    return models.stream().flatMap(this::of).toList();
  }

  /** Models that another one's plan goes on to. */
  List<Model> standIns() {
    return destinations().stream().flatMap(to -> to.standIn().stream()).distinct().toList();
  }

  private Stream<Destination> of(Model first) {
    var names = new LinkedHashMap<Optional<Model>, List<String>>();
    names.put(Optional.empty(), new ArrayList<>(List.of(first.cluster())));
    for (Chain chain : chains.getOrDefault(first, List.of())) {
      names.computeIfAbsent(chain.standIn(), _ -> new ArrayList<>()).add(chain.cluster());
    }
    if (names.size() == 1) {
      String any = RoutePatterns.quoted(Chain.prefixOf(first)) + ".*";
      return Stream.of(
          new Destination(
              List.of(RoutePatterns.quoted(first.cluster()) + "|" + any), first, Optional.empty()));
    }
    return names.entrySet().stream()
        .map(e -> new Destination(patterns(e.getValue()), first, e.getKey()));
  }

  private static List<String> patterns(List<String> names) {
    var patterns = new ArrayList<String>();
    for (String name : names) {
      String quoted = RoutePatterns.quoted(name);
      int last = patterns.size() - 1;
      if (last >= 0 && patterns.get(last).length() + 1 + quoted.length() <= MATCH_LIMIT) {
        patterns.set(last, patterns.get(last) + "|" + quoted);
      } else {
        patterns.add(quoted);
      }
    }
    return List.copyOf(patterns);
  }
}
