package dev.interlock.failover;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Upstream;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.inference.Api;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * The models a request tries in turn.
 *
 * @param models at least one; more than one only of models whose cluster we render
 */
public record Chain(List<Model> models) {
  private static final String LINK = "+";

  public Chain {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("models: none (expected: at least one)");
    }
  }

  /**
   * The chain of a plan.
   *
   * @param plan best first; not empty
   * @param attempts the most models to try
   */
  public static Chain of(List<Model> plan, int attempts) {
    Model first = plan.getFirst();
    if (first.upstream().isEmpty()) {
      return new Chain(List.of(first));
    }
    return new Chain(
        plan.stream().filter(model -> model.upstream().isPresent()).limit(attempts).toList());
  }

  /** The name that Envoy knows it by: a model's cluster, or several joined. */
  public String cluster() {
    return models.stream().map(Model::cluster).collect(Collectors.joining(LINK));
  }

  /** How the names of all chains of several models begin whose first is {@code model}. */
  public static String prefixOf(Model model) {
    return model.cluster() + LINK;
  }

  /**
   * Who can answer in place of the first without another body, path or credential: the only one
   * that an Envoy can go on to which knows the plan by its name alone.
   */
  public Optional<Model> standIn() {
    Model first = models.getFirst();
    return models.stream().skip(1).filter(model -> hearsTheSame(first, model)).findFirst();
  }

  private static boolean hearsTheSame(Model first, Model other) {
    return first.upstreamModel().equals(other.upstreamModel())
        && first.reasoning().equals(other.reasoning())
        && first.upstream().isPresent()
        && other.upstream().isPresent()
        && hearsTheSame(first.upstream().get(), other.upstream().get());
  }

  private static boolean hearsTheSame(Upstream first, Upstream other) {
    return first.tls() == other.tls()
        && first.pathPrefix().equals(other.pathPrefix())
        && first.credential().equals(other.credential());
  }

  public boolean isSingle() {
    return models.size() == 1;
  }

  /** Every chain of more than one model that a plan of {@code catalog} can have. */
  public static SequencedSet<Chain> all(ModelCatalog catalog, int attempts) {
    var chains = new LinkedHashSet<Chain>();
    for (VirtualModel virtual : catalog.virtualModels()) {
      for (Api api : Api.values()) {
        List<Model> candidates =
            virtual.models().stream()
                .filter(model -> model.apis().contains(api) && model.upstream().isPresent())
                .toList();
        extend(List.of(), candidates, attempts, chains);
      }
    }
    return chains;
  }

  private static void extend(
      List<Model> begun, List<Model> candidates, int attempts, SequencedSet<Chain> into) {
    if (begun.size() > 1) {
      into.add(new Chain(begun));
    }
    if (begun.size() == attempts) {
      return;
    }
    for (Model next : candidates) {
      if (!begun.contains(next)) {
        var longer = new ArrayList<>(begun);
        longer.add(next);
        extend(longer, candidates, attempts, into);
      }
    }
  }
}
