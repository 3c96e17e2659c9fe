package dev.interlock.exchange;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Price;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Rejected;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a request would have cost without a choice: the tokens it took, at the list price of the
 * biggest model that could and was allowed to answer it. The biggest is the one of the highest
 * quality, of several the dearest. A bigger model may have written more or less; nobody knows.
 *
 * <p>Thread-safe.
 */
public final class AlwaysTheBiggest {
  private static final Comparator<Model> BY_SIZE =
      Comparator.comparingDouble(Model::quality)
          .thenComparingDouble(model -> model.price().output())
          .thenComparingDouble(model -> model.price().input());

  private final Supplier<ModelCatalog> catalog;

  /**
   * A baseline.
   *
   * @param catalog the models and prices now in force
   */
  public AlwaysTheBiggest(Supplier<ModelCatalog> catalog) {
    this.catalog = catalog;
  }

  /**
   * USD for {@code usage}, as much of it cached as was; for a model that the client named, or where
   * no other could have answered, what the answer did cost.
   */
  public double usd(Exchange exchange, Usage usage) {
    Price price = biggest(exchange.decision()).map(Model::price).orElseGet(exchange.model()::price);
    return price.usd(usage);
  }

  private Optional<Model> biggest(Decision decision) {
    if (decision.getRequest().getVirtualModel().isEmpty()) {
      return Optional.empty();
    }
    ModelCatalog models = catalog.get();
    Stream<String> compared = decision.getPlanList().stream().map(Candidate::getModel);
    Stream<String> uncompared =
        decision.getRejectedList().stream()
            .filter(loser -> loser.getReason().equals("not_scored"))
            .map(Rejected::getModel);
    return Stream.concat(compared, uncompared)
        .flatMap(id -> models.model(id).stream())
        .max(BY_SIZE);
  }
}
