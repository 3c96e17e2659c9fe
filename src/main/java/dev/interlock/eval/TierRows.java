package dev.interlock.eval;

import dev.interlock.outcome.Outcome;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.outcome.TextHash;
import dev.interlock.predictor.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Public outcomes with tiers in place of models: what the models of a tier made of a prompt on
 * average. Without the prompts of the two-model evaluation set.
 */
public final class TierRows {
  private static final Map<Tier, ModelClass> CLASSES =
      Map.of(
          Tier.SMALL, ModelClass.SMALL,
          Tier.MEDIUM, ModelClass.MEDIUM,
          Tier.LARGE, ModelClass.LARGE);

  private final Path root;

  public TierRows(Path root) {
    this.root = root;
  }

  public List<OutcomeRow> rows() throws IOException {
    return rowsWithout(_ -> false);
  }

  /**
   * The same without some prompts.
   *
   * @param dropped tells them by their {@linkplain TextHash#normalized normalised texts}
   */
  public List<OutcomeRow> rowsWithout(Predicate<String> dropped) throws IOException {
    List<LabelledText> everyday = new EverydayRows(new PublicData(root)).rows();
    var byKey = new LinkedHashMap<String, Map<Tier, DifficultyRows.Row>>();
    for (var tier : CLASSES.entrySet()) {
      for (var row : new DifficultyRows(root, tier.getValue()).rows(everyday)) {
        byKey
            .computeIfAbsent(TextHash.normalized(row.text()), _ -> new EnumMap<>(Tier.class))
            .put(tier.getKey(), row);
      }
    }
    var rows = new ArrayList<OutcomeRow>();
    byKey.keySet().removeIf(dropped);
    byKey.values().forEach(tiers -> rows.add(row(tiers)));
    return rows;
  }

  private static OutcomeRow row(Map<Tier, DifficultyRows.Row> tiers) {
    var outcomes = new LinkedHashMap<String, Outcome>();
    tiers.forEach(
        (tier, row) ->
            outcomes.put(
                tier.modelName(),
                new Outcome(
                    OptionalDouble.of(1 - row.insufficient()),
                    OptionalDouble.empty(),
                    Double.isNaN(row.outputTokens())
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(row.outputTokens()))));
    DifficultyRows.Row any = tiers.values().iterator().next();
    return new OutcomeRow(any.text(), Optional.of(any.source()), outcomes);
  }
}
